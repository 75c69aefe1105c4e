package import Diagnosis
import Evidence
import FlinkConfiguration

/// A process whose port another program holds does not start.
package struct OwnPortsAreFree: Rule {
  package static let card = RuleCard(
    id: "FD3301", name: "own-ports-are-free", severity: .error,
    title: "The ports of this node's own processes are not held by another program",
    why: """
      A port belongs to the first who listens on it. The JobManager or TaskManager that comes second \
      ends with `Address already in use` (`Could not start rest endpoint on any port in port range \
      8081`, `Unable to create rpc service`). Where Flink may take a port of a range, it takes the \
      next.
      """,
    fix: "Stop the program that holds the port, or give Flink another one.",
    sources: [
      "RestServerEndpoint#start", "ClusterEntrypoint#initializeServices", "bind(2): EADDRINUSE",
    ],
    examples: [
      .finding(
        "jobmanager.rpc.address: jm1\nrest.port: ↓8081",
        seen: [.role(.jobManager), .ownPort(8081, heldBy: "nginx")]),
      .finding(
        "jobmanager.rpc.address: jm1\nblob.server.port: ↓6124-6125",
        seen: [
          .role(.jobManager), .ownPort(6124, heldBy: "nginx"), .ownPort(6125, heldBy: "sshd"),
        ]),
      .finding(
        "taskmanager.data.port: ↓6121", .warning,
        seen: [
          .role(.taskManager), .running(.taskManager), .ownPort(6121, heldBy: "nginx"),
        ]),
      .finding(
        "taskmanager.data.port: ↓6121", seen: [.role(.taskManager), .ownPort(6121, heldBy: nil)]),
      .healthy(
        "rest.port: 8081",
        seen: [
          .role(.jobManager), .running(.jobManager),
          .ownPort(8081, heldBy: "java", role: .jobManager),
        ]),
      .healthy(
        "blob.server.port: 6124-6125", seen: [.role(.jobManager), .ownPort(6124, heldBy: "nginx")]),
      .healthy("rest.port: 8081", seen: [.role(.jobManager), .ownPort(6124, heldBy: "nginx")]),
      .healthy("rest.port: 8081", seen: [.role(.taskManager), .ownPort(8081, heldBy: "nginx")]),
      .healthy(
        "jobmanager.bind-host: 10.0.0.7\njobmanager.rpc.port: 6123",
        seen: [.role(.jobManager), .ownPort(6123, heldBy: "nginx", at: "10.0.0.8")]),
      .unknown(
        "rest.port: 8081",
        seen: [.role(.jobManager), .running(.jobManager), .ownPort(8081, heldBy: nil, uid: 33)]),
      .healthy(
        "rest.port: 8081",
        seen: [.role(.jobManager), .running(.jobManager), .ownPort(8081, heldBy: nil)]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let own = exam.evidence.ownPorts else { return [] }
    var verdicts: [Verdict] = []
    for role in Role.allCases where exam.roles.contains(role) {
      guard let party = PortPlan.Party(role), let process = ProcessEvidence.Role(role) else {
        continue
      }
      for listener in exam.listeners(of: party) where listener.isVital {
        guard let sampled = SampledPorts(listener.ports) else { continue }
        let bind = exam.bindHost(of: listener)
        let holders = sampled.ports.map { port in
          own.holders.filter { $0.port == port && $0.conflicts(with: bind) }
        }
        // One port that is free, or Flink's own, is enough. Whose it is an ordinary user tells by
        // the process's user alone.
        let users = Set(
          exam.evidence.processes?.here.filter { $0.role == process }.map(\.uid) ?? [])
        if sampled.isSample
          || holders.contains(where: { $0.isEmpty || $0.isHeld(by: process, of: users) })
        {
          continue
        }
        let held = holders.flatMap(\.self)
        if held.contains(where: { $0.pid == nil }), exam.runsHere(process) {
          verdicts.append(.hidden(listener, held, exam))
        } else {
          verdicts.append(.taken(listener, held, role, isRunning: exam.runsHere(process), exam))
        }
      }
    }
    return verdicts
  }
}

extension PortPlan.Party {
  fileprivate init?(_ role: Role) {
    switch role {
    case .jobManager: self = .jobManager
    case .taskManager: self = .taskManager
    case .client: return nil
    }
  }
}

extension ProcessEvidence.Role {
  fileprivate init?(_ role: Role) { self.init(rawValue: role.rawValue) }
}

extension [PortHolderEvidence] {
  fileprivate func isHeld(by role: ProcessEvidence.Role, of users: Set<Int>) -> Bool {
    contains { $0.role == role || $0.pid == nil && users.contains($0.uid) }
  }
}

extension PortHolderEvidence {
  /// Whether a socket at `bind` cannot be had beside this one; nil is every address.
  fileprivate func conflicts(with bind: String?) -> Bool {
    guard let bind, !Host.isWildcard(bind), !Host.isWildcard(address) else { return true }
    // A name may be any address of this machine.
    let isLiteral = Host.isIPv4(bind) || bind.contains(":")
    return !isLiteral || bind == address
  }

  fileprivate var shown: String {
    let who = program.map { program in pid.map { "\(program) (pid \($0))" } ?? program }
    return who ?? "a process of user \(uid)"
  }
}

extension Examination {
  /// The address that the listener's process is told to listen on.
  fileprivate func bindHost(of listener: Listener) -> String? {
    if listener.key.hasPrefix("rest.") { return setting("rest.bind-address")?.text }
    return text(
      listener.party == .jobManager ? "jobmanager.bind-host" : "taskmanager.bind-host")
  }
}

extension Verdict {
  fileprivate static func taken(
    _ listener: Listener, _ holders: [PortHolderEvidence], _ role: Role, isRunning: Bool,
    _ exam: Examination
  ) -> Verdict {
    let setting = exam.setting(listener.key)
    let ports = PortPlan.Ports.known(listener.ports).description
    let who = Array(Set(holders.map(\.shown))).sorted().listed
    let process = role == .jobManager ? "JobManager" : "TaskManager"
    let all = exam.peerPorts.filter {
      role == .jobManager && [.jobManagerRpc, .blobServer, .rest].contains($0.role)
    }
    let symptoms = all.flatMap { peer in
      peer.ports.map { Symptom.unreachable(host: peer.host, port: $0) }
    }
    return Verdict(
      .finding(isRunning ? .warning : .error), subject: "port:own:\(ports)",
      message: isRunning
        ? """
        Port \(ports) of \(listener.key) is held by \(who); the \(process) that runs here has another \
        one, and does not start again with this file.
        """
        : """
        Port \(ports) of \(listener.key) is held by \(who): the \(process) of this machine does not \
        start (`Address already in use`).
        """,
      location: setting?.location ?? Location(path: exam.reading.path), key: listener.key,
      evidence: holders.map {
        EvidenceLine(source: "/proc/net/tcp", text: "\($0.address) port \($0.port): \($0.shown)")
      },
      fix: Fix("stop \(who), or write \(listener.key): <a free port> on every node"),
      explains: Set(symptoms).union([
        .doesNotStart(role), role == .jobManager ? .jobManagerNotFound : .taskManagerNotReachable,
      ]))
  }

  fileprivate static func hidden(
    _ listener: Listener, _ holders: [PortHolderEvidence], _ exam: Examination
  ) -> Verdict {
    let ports = PortPlan.Ports.known(listener.ports).description
    return Verdict(
      .unknown(
        reason: "only root and user \(holders[0].uid) may see which process holds it",
        blockedBy: nil), subject: "port:own:\(ports)",
      location: exam.setting(listener.key)?.location, key: listener.key)
  }
}
