package import Diagnosis
import Evidence
import FlinkConfiguration

/// Under an address of another machine a TaskManager sends everyone to that machine.
package struct RegisteredAddressIsOfThisMachine: Rule {
  package static let card = RuleCard(
    id: "FD2403", name: "registered-address-is-of-this-machine", severity: .error,
    title: "A TaskManager of this machine would register under an address of this machine",
    why: """
      taskmanager.host is taken without a check, and the address of the own host name, once \
      nothing else reached the JobManager, as well. An address that no interface of the machine \
      has, as an old one in a hosts file, leads the JobManager to another machine or nowhere. Only \
      behind a translation of addresses (NAT, a published port) it can be meant so.
      """,
    fix: "Write an address of the machine itself.",
    sources: [
      "org.apache.flink.runtime.net.ConnectionUtils (HEURISTIC is InetAddress.getLocalHost)",
      "org.apache.flink.runtime.taskexecutor.TaskManagerRunner#determineTaskManagerBindAddress",
    ],
    examples: [
      .finding(
        "jobmanager.rpc.address: jm1",
        seen: [
          .role(.taskManager), .topology(.several),
          .node("tm1", addresses: "127.0.0.1", "10.0.0.3"),
          .registers(.at("10.0.0.99", .heuristic), ifUp: .at("10.0.0.99", .localHost)),
        ]),
      .finding(
        "jobmanager.rpc.address: jm1", .warning,
        seen: [
          .role(.taskManager), .topology(.several),
          .node("tm1", addresses: "127.0.0.1", "10.0.0.3"),
          .registers(.at("10.0.0.99", .heuristic), ifUp: .at("10.0.0.3", .address)),
        ]),
      .finding(
        "taskmanager.host: ↓10.0.0.99", .warning,
        seen: [
          .role(.taskManager), .node("tm1", addresses: "127.0.0.1", "10.0.0.3"),
          .registers(.at("10.0.0.99", .configured)),
        ]),
      .finding(
        "taskmanager.host: ↓tm2",
        seen: [
          .role(.taskManager), .file("workers", "tm1\ntm2"),
          .node("tm1", addresses: "127.0.0.1", "10.0.0.3"), .name("tm2", resolvesTo: "10.0.0.4"),
          .registers(.at("tm2", .configured)),
        ]),
      .finding(
        "taskmanager.host: ↓tm9", .warning,
        seen: [
          .role(.taskManager), .node("tm1", addresses: "127.0.0.1", "10.0.0.3"),
          .name("tm9", resolvesTo: "10.0.0.9"), .registers(.at("tm9", .configured)),
        ]),
      .healthy(
        "taskmanager.host: tm1",
        seen: [
          .file("workers", "tm1\ntm2"), .node("tm1", addresses: "127.0.0.1", "10.0.0.3"),
          .name("tm1", resolvesTo: "10.0.0.3"), .registers(.at("tm1", .configured)),
        ]),
      .healthy(
        "taskmanager.host: 10.0.0.99",
        seen: [
          .deployment(.docker), .node("tm1", addresses: "127.0.0.1", "172.17.0.3"),
          .registers(.at("10.0.0.99", .configured)),
        ]),
      .healthy(
        "taskmanager.host: 10.0.0.3",
        seen: [
          .node("tm1", addresses: "127.0.0.1", "10.0.0.3"),
          .registers(.at("10.0.0.3", .configured)),
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [
          .node("tm1", addresses: "127.0.0.1", "10.0.0.3"),
          .registers(.at("10.0.0.3", .address)),
        ]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let selection = exam.registration, let node = exam.evidence.node else { return [] }
    let now = selection.now
    // One that is configured as a name is registered as that name.
    guard let text = now.chosen ?? now.address,
      let address = Host.isIPv4(text) || text.contains(":")
        ? text : exam.evidence.name(text)?.addressOfJVM,
      !Host.isLoopback(address), !Host.isWildcard(address)
    else { return [] }
    if node.addresses.contains(address) {
      return [Verdict(.passed, subject: "address:\(address)")]
    }
    guard now.strategy == .configured else { return [.ownName(exam, selection, address)] }
    guard exam.deployment == .standalone, let host = exam.setting("taskmanager.host") else {
      return []
    }
    let owner = exam.workerEntries.map(\.host).first { worker in
      !exam.isThisNode(worker)
        && (worker == address || exam.evidence.name(worker)?.addresses.contains(address) == true)
    }
    return [.configured(host, owner: owner, exam.ownAddress)]
  }
}

extension Verdict {
  /// `owner`: the other worker whose address it is.
  fileprivate static func configured(_ host: Setting, owner: String?, _ own: String?) -> Verdict {
    host.finding(
      owner == nil ? .warning : .error,
      owner.map {
        """
        taskmanager.host is \(host.text), the address of \($0), which is another worker: whoever looks \
        for the TaskManager of this machine finds the one there.
        """
      } ?? """
        taskmanager.host is \(host.text), which no interface of this machine has: the JobManager and \
        the other TaskManagers look for it there and do not find it, unless addresses are translated \
        on the way.
        """,
      fix: own.map { host.replaced(by: $0) } ?? Fix("delete the line"),
      shows: owner == nil ? [] : [.addressShared],
      explains: [
        .registersAs(host: host.text), .taskManagerNotReachable, .heartbeatsLost, .addressShared,
      ])
  }

  fileprivate static func ownName(
    _ exam: Examination, _ selection: AddressSelectionEvidence, _ address: String
  ) -> Verdict {
    let own = selection.localHost.name
    let other = selection.ifUp?.chosen.flatMap { $0 == address ? nil : $0 }
    let line = "\(exam.ownAddress ?? "<this machine's address>") \(own)"
    return Verdict(
      .finding(exam.expectation == .down ? .info : other == nil ? .error : .warning),
      subject: "address:\(address)",
      message: """
        TaskManagers that start now would register as \(selection.now.address ?? address), which no \
        interface of this machine has: \(selection.now.reason)\
        \(other.map { "; with the JobManager up it would be \($0)" } ?? "").
        """,
      location: exam.ownNameLocation(own), peer: Peer(host: own, address: address),
      evidence: exam.evidence.name(own)?.lines ?? [],
      fix: Fix("give the host name its own address, in /etc/hosts: `\(line)`"),
      shows: exam.missedJobManager,
      explains: [.registersAs(host: address), .taskManagerNotReachable, .heartbeatsLost])
  }
}
