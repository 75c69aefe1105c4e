package import Diagnosis
import Evidence
import FlinkConfiguration

/// A process can listen on an address of its own machine alone.
package struct BindHostsAreOfThisMachine: Rule {
  package static let card = RuleCard(
    id: "FD2408", name: "bind-hosts-are-of-this-machine", severity: .error,
    title: "A bind-host option leads to an address of this machine that others reach",
    why: """
      jobmanager.bind-host and taskmanager.bind-host are what the process listens on. An address \
      that no interface of the machine has, as in a file copied from another, keeps it from \
      starting (`Cannot assign requested address`). A name that the hosts file leads to 127.0.1.1 \
      makes it listen on loopback alone, and every other machine is refused.
      """,
    fix: "Write 0.0.0.0.",
    sources: [
      "JobManagerOptions.BIND_HOST", "TaskManagerOptions.BIND_HOST",
      "org.apache.flink.runtime.rpc.RpcUtils#createRemoteRpcService",
    ],
    examples: [
      .finding(
        "jobmanager.bind-host: ↓10.0.0.9",
        seen: [.role(.jobManager), .node("jm1", addresses: "127.0.0.1", "10.0.0.1")]),
      .finding(
        "taskmanager.bind-host: ↓tm2",
        seen: [
          .role(.taskManager), .node("tm1", addresses: "127.0.0.1", "10.0.0.3"),
          .name("tm2", resolvesTo: "10.0.0.4"),
        ]),
      .finding(
        "jobmanager.bind-host: ↓jm1",
        seen: [
          .topology(.several), .role(.jobManager), .node("jm1", addresses: "127.0.0.1", "10.0.0.1"),
          .name("jm1", resolvesTo: "127.0.1.1"),
        ]),
      .healthy(
        "jobmanager.bind-host: jm1",
        seen: [
          .topology(.single), .role(.jobManager), .node("jm1", addresses: "127.0.0.1", "10.0.0.1"),
          .name("jm1", resolvesTo: "127.0.1.1"),
        ]),
      .healthy(
        "jobmanager.bind-host: 10.0.0.1",
        seen: [.role(.taskManager), .node("tm1", addresses: "127.0.0.1", "10.0.0.3")]),
      .healthy(
        "jobmanager.bind-host: 10.0.0.1",
        seen: [.role(.jobManager), .node("jm1", addresses: "127.0.0.1", "10.0.0.1")]),
      .healthy(
        "jobmanager.bind-host: 0.0.0.0\ntaskmanager.bind-host: '::'", version: FlinkVersion(2, 0),
        seen: [.role(.jobManager), .node("jm1", addresses: "127.0.0.1", "10.0.0.1")]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let node = exam.evidence.node else { return [] }
    return exam.roles.sorted { $0.rawValue < $1.rawValue }.compactMap { role in
      guard role != .client, let bind = exam.setting("\(role.rawValue).bind-host"),
        exam.overruled(bind.option) == nil, !Host.isWildcard(bind.text),
        !Host.isLoopback(bind.text), let address = exam.address(of: bind.text)
      else { return nil }
      // Where it runs, what it really listens on is there to be seen.
      if exam.runsHere(role == .jobManager ? .jobManager : .taskManager) { return bind.passed }
      if Host.isLoopback(address) {
        return exam.topology == .several ? .loopback(bind, address, role) : bind.passed
      }
      return node.addresses.contains(address) ? bind.passed : .foreign(bind, address, role)
    }
  }
}

extension Examination {
  /// The address that Java takes for a name or a literal; nil where it is not known.
  fileprivate func address(of host: String) -> String? {
    let plain = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
    return Host.isIPv4(plain) || plain.contains(":") ? plain : evidence.name(host)?.addressOfJVM
  }
}

extension Role {
  fileprivate var process: String { self == .jobManager ? "JobManager" : "TaskManager" }
}

extension Verdict {
  fileprivate static func foreign(_ bind: Setting, _ address: String, _ role: Role) -> Verdict {
    let text = address == bind.text ? address : "\(bind.text) (\(address))"
    return bind.finding(
      .error,
      """
      \(bind.key) is \(text), which no interface of this machine has: the \(role.process) does not \
      start here (`Cannot assign requested address`).
      """,
      fix: bind.replaced(by: "0.0.0.0"),
      explains: [
        .doesNotStart(role), role == .jobManager ? .jobManagerNotFound : .taskManagerNotReachable,
      ], keepsFromStarting: true)
  }

  fileprivate static func loopback(_ bind: Setting, _ address: String, _ role: Role) -> Verdict {
    bind.finding(
      .error,
      """
      \(bind.key) is \(bind.text), which is \(address) on this machine: the \(role.process) listens \
      there alone, and every other machine gets `Connection refused`.
      """,
      fix: bind.replaced(by: "0.0.0.0"),
      explains: role == .jobManager
        ? [.jobManagerNotFound]
        : [.listensElsewhere(.taskManager), .taskManagerNotReachable, .heartbeatsLost])
  }
}
