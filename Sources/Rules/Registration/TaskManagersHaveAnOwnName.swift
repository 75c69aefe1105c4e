package import Diagnosis
import Evidence

/// A TaskManager that looks for its address asks for its own host name's, and ends without it.
package struct TaskManagersHaveAnOwnName: Rule {
  package static let card = RuleCard(
    id: "FD2402", name: "task-managers-have-an-own-name", severity: .error,
    title: "This machine's host name has an address, which every TaskManager asks for",
    why: """
      Without taskmanager.host a TaskManager asks for the address of its own host name, whatever \
      else reaches the JobManager. A name without one, as after a renaming or in a hand-made \
      container, ends it with `UnknownHostException: tm1: Name or service not known`, in every \
      version from 1.12 to 2.3.
      """,
    fix: "Write a line with the machine's address and host name into its /etc/hosts.",
    sources: [
      "org.apache.flink.runtime.net.ConnectionUtils#tryLocalHostBeforeReturning",
      "InetAddress.getLocalHost, run for 1.12.5, 1.17.2, 1.20.5 and 2.3.0",
    ],
    examples: [
      .finding(
        "jobmanager.rpc.address: jm1",
        seen: [
          .topology(.several), .role(.taskManager),
          .node("tm1", addresses: "127.0.0.1", "10.0.0.3"),
          .registers(.failing(.ownName), ownAddress: nil),
        ]),
      .finding(
        "jobmanager.rpc.address: jm1",
        seen: [
          .topology(.single), .role(.taskManager), .node("tm1", addresses: "127.0.0.1"),
          .registers(.failing(.noInterface), ownAddress: nil),
        ]),
      .finding(
        "jobmanager.rpc.address: jm1", .warning,
        seen: [
          .node("tm1", addresses: "127.0.0.1", "10.0.0.3"),
          .registers(.failing(.ownName), ownAddress: nil),
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [
          .role(.jobManager), .node("tm1", addresses: "127.0.0.1", "10.0.0.3"),
          .registers(.failing(.ownName), ownAddress: nil),
        ]),
      .healthy(
        "taskmanager.host: 10.0.0.3",
        seen: [
          .node("tm1", addresses: "127.0.0.1", "10.0.0.3"),
          .registers(.at("10.0.0.3", .configured), ownAddress: nil),
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [
          .node("tm1", addresses: "127.0.0.1", "10.0.0.3"),
          .registers(.at("10.0.0.3", .localHost), ownAddress: "10.0.0.3"),
        ]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let selection = exam.registration, selection.now.strategy != .configured else {
      return []
    }
    switch selection.now.failure {
    case .ownName, .noInterface: return [.missing(exam, selection)]
    default: return [Verdict(.passed, subject: "name:\(selection.localHost.name)")]
    }
  }
}

extension Verdict {
  fileprivate static func missing(
    _ exam: Examination, _ selection: AddressSelectionEvidence
  ) -> Verdict {
    let own = selection.localHost.name
    let address = exam.ownAddress ?? "<this machine's address>"
    let isSure = exam.runsTaskManager
    return Verdict(
      .finding(isSure ? .error : .warning), subject: "name:\(own)",
      message: selection.now.failure == .noInterface
        ? "No TaskManager starts on this machine: no network interface of it has an address."
        : """
        No TaskManager starts on this machine: its own host name \(own) has no address, and Flink \
        asks for it (`UnknownHostException`).
        """,
      peer: Peer(host: own), evidence: exam.evidence.name(own)?.lines ?? [],
      fix: Fix(
        selection.now.failure == .noInterface
          ? "bring an interface up: ip link set lo up"
          : "put the line `\(address) \(own)` into /etc/hosts of this machine, or on this node "
            + "`taskmanager.host: \(address)`"),
      shows: [.unresolved(host: own)],
      explains: [.doesNotStart(.taskManager), .taskManagerNotReachable], keepsFromStarting: isSure)
  }
}
