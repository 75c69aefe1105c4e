package import Diagnosis
import Evidence
import FlinkConfiguration

/// What a running process listens on counts more than what its file says by now.
package struct OwnListenersAreForOthers: Rule {
  package static let card = RuleCard(
    id: "FD3302", name: "own-listeners-are-for-others", severity: .error,
    title: "The Flink processes of this node listen for other machines",
    why: """
      A process that was started with a loopback address, or with a name that leads to one \
      (`127.0.1.1 jm1` in the hosts file), answers itself and nobody else: others get `Connection \
      refused`, while everything looks well on this machine. So it is with an address of another \
      network than the one that it registers under. A changed file takes effect at the next start.
      """,
    fix:
      "Write `jobmanager.bind-host: 0.0.0.0` (or `taskmanager.bind-host`), and restart the process.",
    sources: ["JobManagerOptions.BIND_HOST", "TaskManagerOptions.BIND_HOST", "/proc/net/tcp"],
    examples: [
      .finding(
        "jobmanager.rpc.address: jm1\njobmanager.bind-host: ↓jm1",
        seen: [
          .topology(.several), .role(.jobManager),
          .ownPort(6123, heldBy: "java", role: .jobManager, at: "127.0.1.1"),
        ]),
      .finding(
        "taskmanager.data.port: 6121\ntaskmanager.bind-host: ↓0.0.0.0", .warning,
        seen: [
          .role(.taskManager),
          .ownPort(6121, heldBy: "java", role: .taskManager, at: "127.0.0.1"),
        ]),
      .finding(
        "taskmanager.rpc.port: 6122\ntaskmanager.bind-host: ↓10.9.0.3",
        seen: [
          .topology(.several), .role(.taskManager),
          .node("tm1", addresses: "127.0.0.1", "10.0.0.3", "10.9.0.3"),
          .registers(.at("10.0.0.3", .address)),
          .ownPort(6122, heldBy: "java", role: .taskManager, at: "10.9.0.3"),
        ]),
      .finding(
        "jobmanager.rpc.address: jm1\njobmanager.bind-host: ↓10.9.0.1",
        seen: [
          .topology(.several), .role(.jobManager), .name("jm1", resolvesTo: "10.0.0.1"),
          .node("jm1", addresses: "127.0.0.1", "10.0.0.1", "10.9.0.1"),
          .ownPort(6123, heldBy: "java", role: .jobManager, at: "10.9.0.1"),
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1\njobmanager.bind-host: jm1",
        seen: [
          .topology(.several), .role(.jobManager), .name("jm1", resolvesTo: "10.0.0.1"),
          .node("jm1", addresses: "127.0.0.1", "10.0.0.1", "10.9.0.1"),
          .ownPort(6123, heldBy: "java", role: .jobManager, at: "10.0.0.1"),
        ]),
      // Behind a translation of addresses.
      .healthy(
        "jobmanager.rpc.address: jm1\njobmanager.bind-host: 10.9.0.1",
        seen: [
          .topology(.several), .role(.jobManager), .name("jm1", resolvesTo: "192.0.2.1"),
          .node("jm1", addresses: "127.0.0.1", "10.0.0.1", "10.9.0.1"),
          .ownPort(6123, heldBy: "java", role: .jobManager, at: "10.9.0.1"),
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [
          .topology(.several), .role(.jobManager),
          .ownPort(6123, heldBy: "java", role: .jobManager, at: "::"),
        ]),
      .healthy(
        "jobmanager.rpc.address: localhost",
        seen: [
          .topology(.single), .role(.jobManager),
          .ownPort(6123, heldBy: "java", role: .jobManager, at: "127.0.0.1"),
        ]),
      // The file says so itself, which is another rule's finding.
      .healthy(
        "jobmanager.rpc.address: jm1\njobmanager.bind-host: localhost",
        seen: [
          .topology(.several), .role(.jobManager),
          .ownPort(6123, heldBy: "java", role: .jobManager, at: "127.0.0.1"),
        ]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let own = exam.evidence.ownPorts, exam.topology != .single else { return [] }
    let severity: Severity = exam.topology == .several ? .error : .warning
    return [Role.jobManager, .taskManager].compactMap { role in
      let option = "\(role.rawValue).bind-host"
      let bind = exam.setting(option)
      if let bind, Host.isLoopback(bind.text) { return nil }
      let keys = exam.listeners(of: role == .jobManager ? .jobManager : .taskManager)
        .filter { !$0.key.hasPrefix("rest.") && $0.isVital }
      let held = own.holders.filter { $0.role?.rawValue == role.rawValue }.compactMap { holder in
        keys.first { $0.ports.contains(UInt16(truncatingIfNeeded: holder.port)) }.map {
          (holder, $0)
        }
      }
      let advertised = exam.ownAdvertisedAddress(of: role)
      let astray = advertised.flatMap { address in
        held.first { holder, _ in
          held.allSatisfy { other, _ in
            other.port != holder.port || other.address != address && !Host.isWildcard(other.address)
          }
        }
      }
      guard let (holder, listener) = held.first(where: { Host.isLoopback($0.0.address) }) ?? astray
      else { return nil }
      return .alone(
        holder, role, bind ?? exam.setting(listener.key), advertised: advertised, severity, exam)
    }
  }
}

extension Examination {
  /// The address of this machine under which others look for its process; nil where it is none of
  /// this machine's, or not known.
  fileprivate func ownAdvertisedAddress(of role: Role) -> String? {
    let text =
      if role == .jobManager {
        jobManagerEndpoint.flatMap { $0.isElected ? nil : $0.host }
      } else {
        registration.flatMap { $0.now.chosen ?? $0.now.address }
      }
    guard let text, let own = evidence.node?.addresses else { return nil }
    let address =
      Host.isIPv4(text) || text.contains(":") ? text : evidence.name(text)?.addressOfJVM
    return address.flatMap { own.contains($0) && !Host.isLoopback($0) ? $0 : nil }
  }
}

extension Verdict {
  fileprivate static func alone(
    _ holder: PortHolderEvidence, _ role: Role, _ setting: Setting?, advertised: String?,
    _ severity: Severity, _ exam: Examination
  ) -> Verdict {
    let process = role == .jobManager ? "JobManager" : "TaskManager"
    let peers = role == .jobManager ? exam.refused(at: [.jobManagerRpc, .blobServer]) : []
    return Verdict(
      .finding(severity), subject: "port:own:\(holder.port)",
      message: """
        The \(process) that runs here listens on \(holder.address):\(holder.port) alone: other \
        machines\(Host.isLoopback(holder.address) ? "" : " look for it at \(advertised ?? "") and") \
        get `Connection refused`.
        """,
      location: setting?.location ?? Location(path: exam.reading.path),
      key: "\(role.rawValue).bind-host",
      evidence: [
        EvidenceLine(
          source: "/proc/net/tcp",
          text: "\(holder.address) port \(holder.port): \(holder.program ?? "java")")
      ],
      fix: Fix("\(role.rawValue).bind-host: 0.0.0.0, and restart the \(process)"),
      explains: peers.union([
        .listensElsewhere(role),
        role == .jobManager ? .jobManagerNotFound : .taskManagerNotReachable,
      ]))
  }
}
