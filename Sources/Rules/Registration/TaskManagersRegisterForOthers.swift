package import Diagnosis
import Evidence
import FlinkConfiguration

/// A TaskManager that finds a loopback address for its own is reached by nobody else under it.
package struct TaskManagersRegisterForOthers: Rule {
  package static let card = RuleCard(
    id: "FD2401", name: "task-managers-register-for-others", severity: .error,
    title: "A TaskManager of this machine would register under an address that others reach",
    why: """
      Without taskmanager.host a TaskManager tries first whether the address of its own host name \
      reaches the JobManager, then every other address; when none does within lookup.timeout, it \
      takes the own host name's after all. Where a hosts file says 127.0.1.1 for that name, as \
      Debian's does, it can end up with it: beside the JobManager, or when it starts before the \
      JobManager answers. It registers, and then the JobManager and the other TaskManagers, told \
      to reach it at 127.0.1.1, reach themselves: `Connection refused`, lost heartbeats, no slots.
      """,
    fix: """
      Give the host name the machine's own address in /etc/hosts, or write the address into \
      taskmanager.host on this node.
      """,
    sources: [
      "org.apache.flink.runtime.net.ConnectionUtils, run for 1.12.5, 1.17.2, 1.20.5 and 2.3.0",
      "org.apache.flink.runtime.taskexecutor.TaskManagerRunner#determineTaskManagerBindAddress",
    ],
    examples: [
      .finding(
        "jobmanager.rpc.address: jm1",
        seen: [
          .topology(.several), .role(.taskManager),
          .node("tm1", addresses: "127.0.0.1", "10.0.0.3"),
          .registers(.at("127.0.1.1", .localHost), ifUp: .at("127.0.1.1", .localHost)),
        ]),
      .finding(
        "jobmanager.rpc.address: jm1",
        seen: [
          .topology(.several), .node("tm1", addresses: "127.0.0.1", "10.0.0.3"),
          .registers(.at("127.0.0.1", .heuristic), ifUp: .at("127.0.0.1", .localHost)),
        ]),
      .finding(
        "jobmanager.rpc.address: jm1", .warning,
        seen: [
          .topology(.several), .node("tm1", addresses: "127.0.0.1", "10.0.0.3"),
          .registers(.at("127.0.1.1", .heuristic), ifUp: .at("10.0.0.3", .address)),
        ]),
      .finding(
        "jobmanager.rpc.address: jm1", .info,
        seen: [
          .topology(.several), .expect(.down), .node("tm1", addresses: "127.0.0.1", "10.0.0.3"),
          .registers(.at("127.0.1.1", .heuristic), ifUp: .at("10.0.0.3", .address)),
        ]),
      .finding(
        "jobmanager.rpc.address: jm1", .warning,
        seen: [
          .topology(.several), .node("jm1", addresses: "127.0.0.1", "10.0.0.1"),
          .registers(.at("127.0.1.1", .localHost), ifUp: .at("127.0.1.1", .localHost), own: "jm1"),
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [
          .topology(.several), .node("tm1", addresses: "127.0.0.1", "10.0.0.3"),
          .registers(.at("10.0.0.3", .address), ifUp: .at("10.0.0.3", .address)),
        ]),
      .healthy(
        "jobmanager.rpc.address: localhost",
        seen: [
          .topology(.single), .node("vm", addresses: "127.0.0.1", "10.0.0.3"),
          .registers(.at("127.0.1.1", .localHost), ifUp: .at("127.0.1.1", .localHost)),
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [
          .topology(.several), .role(.jobManager), .node("jm1", addresses: "127.0.0.1", "10.0.0.1"),
          .registers(.at("127.0.1.1", .localHost), ifUp: .at("127.0.1.1", .localHost)),
        ]),
      // What the file says is judged where it stands.
      .healthy(
        "taskmanager.host: localhost",
        seen: [
          .topology(.several), .node("tm1", addresses: "127.0.0.1", "10.0.0.3"),
          .registers(.at("localhost", .configured)),
        ]),
      .unknown(
        "high-availability: zookeeper",
        seen: [
          .topology(.several), .node("tm1", addresses: "127.0.0.1", "10.0.0.3"),
          .registers(
            RegisteredAddress(
              address: nil, strategy: .unknown, reason: "the leader is not known"),
            jobManager: nil),
        ]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    let subject = "address:taskmanager"
    guard let selection = exam.registration else {
      // The interfaces are known wherever the search was begun.
      guard exam.asksForRegistration, exam.evidence.node?.interfaces != nil else { return [] }
      throw Unknown(subject: subject, reason: "the deadline came before Flink's search was run")
    }
    let now = selection.now
    switch now.strategy {
    case .unknown:
      throw Unknown(subject: subject, reason: "under which address is not known: \(now.reason)")
    case .configured, .fails: return []
    default: break
    }
    guard let chosen = now.chosen, Host.isLoopback(chosen),
      let severity = exam.severityOfUnreachableTaskManager
    else { return [Verdict(.passed, subject: subject, message: now.reason)] }
    let other = now.strategy == .heuristic ? selection.ifUp?.chosen : chosen
    if let other, Host.isLoopback(other) {
      return [.loopback(exam, selection, severity, subject: subject)]
    }
    // It hangs on when the TaskManager starts, and a cluster that is down on purpose is no fault.
    let milder = exam.expectation == .down ? .info : min(severity, .warning)
    return [.loopbackUntilUp(exam, selection, milder, subject: subject)]
  }
}

extension Verdict {
  fileprivate static func loopback(
    _ exam: Examination, _ selection: AddressSelectionEvidence, _ severity: Severity,
    subject: String
  ) -> Verdict {
    let target = selection.jobManager ?? ""
    return finding(
      exam, selection, severity, subject,
      """
      TaskManagers would register as \(selection.now.address ?? "") from this machine: \
      \(selection.now.reason). Whoever connects to it there from another machine reaches itself, \
      so that they are lost and data never arrives.
      """,
      // Where the JobManager's own address leads back here, that is the cause.
      shows: Host.isLoopback(target) && target != selection.localHost.address
        ? [.jobManagerNotFound] : selection.now.strategy == .heuristic ? exam.missedJobManager : [])
  }

  fileprivate static func loopbackUntilUp(
    _ exam: Examination, _ selection: AddressSelectionEvidence, _ severity: Severity,
    subject: String
  ) -> Verdict {
    let other =
      selection.ifUp?.address.map { "with the JobManager up it would be \($0)" }
      ?? "with the JobManager found it may be another"
    return finding(
      exam, selection, severity, subject,
      """
      TaskManagers that start now would register as \(selection.now.address ?? "") from this \
      machine and keep that address, where no other machine reaches them: \
      \(selection.now.reason); \(other).
      """, shows: exam.missedJobManager)
  }

  private static func finding(
    _ exam: Examination, _ selection: AddressSelectionEvidence, _ severity: Severity,
    _ subject: String, _ message: String, shows: Set<Symptom>
  ) -> Verdict {
    let own = selection.localHost.name
    let address = exam.ownAddress ?? "<this machine's address>"
    let place = exam.ownNameLocation(own)
    let line = place?.range.map { "line \($0.start.line) of /etc/hosts" } ?? "/etc/hosts"
    let registered = [selection.now.address, selection.now.chosen].compactMap(\.self)
    return Verdict(
      .finding(severity), subject: subject, message: message, location: place,
      peer: Peer(host: own, address: selection.now.chosen),
      evidence: (exam.evidence.name(own)?.lines ?? []) + selection.tellingAttempts.map(\.line),
      fix: Fix(
        "in \(line) write `\(address) \(own)`, or on this node `taskmanager.host: \(address)`"),
      shows: shows.union([.loopback(host: own)]),
      explains: Set(registered.map { .registersAs(host: $0) })
        .union([.taskManagerNotReachable, .heartbeatsLost]))
  }
}
