package import Diagnosis
import Evidence
import FlinkConfiguration

/// A JobManager's name that resolves to loopback leads each machine to itself.
package struct JobManagerNameLeadsToIt: Rule {
  package static let card = RuleCard(
    id: "FD2002", name: "job-manager-name-leads-to-it", severity: .error,
    title: "The JobManager's name does not lead this machine to itself",
    why: """
      Where the hosts file gives the JobManager's name a loopback address, TaskManagers and clients \
      of that machine connect to themselves and get `Connection refused`. Debian and Ubuntu write \
      a machine's own name so (127.0.1.1): on the JobManager's own machine that does no harm to \
      the others, but a TaskManager beside it takes 127.0.1.1 for its own address, and then no \
      other TaskManager reaches it.
      """,
    fix: "Give the name the JobManager's own address in /etc/hosts of every node.",
    sources: [
      "org.apache.flink.runtime.net.ConnectionUtils#findConnectingAddress (LOCAL_HOST first)"
    ],
    examples: [
      .finding(
        "jobmanager.rpc.address: ↓jm1",
        seen: [
          .topology(.several), .node("tm1", addresses: "127.0.0.1", "10.0.0.3"),
          .name("jm1", resolvesTo: "127.0.0.1"),
        ]),
      .finding(
        "jobmanager.rpc.address: ↓jm1", .warning,
        seen: [.topology(.unknown), .name("jm1", resolvesTo: "127.0.0.1")]),
      .finding(
        "jobmanager.rpc.address: ↓jm1", .warning,
        seen: [
          .topology(.several), .node("jm1", addresses: "127.0.0.1", "10.0.0.1"),
          .name("jm1", resolvesTo: "127.0.1.1"),
        ]),
      .finding(
        "jobmanager.rpc.address: ↓jm1.example", .info,
        seen: [
          .topology(.unknown), .node("jm1", addresses: "127.0.0.1", "10.0.0.1"),
          .name("jm1.example", resolvesTo: "127.0.1.1"),
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [.topology(.several), .role(.jobManager), .name("jm1", resolvesTo: "127.0.1.1")]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [
          .topology(.several), .node("jm1", addresses: "127.0.0.1", "10.0.0.1"),
          .file("workers", "tm1\ntm2"), .name("jm1", resolvesTo: "127.0.1.1"),
        ]),
      .finding(
        "jobmanager.rpc.address: ↓jm1", .warning,
        seen: [
          .topology(.several), .node("jm1", addresses: "127.0.0.1", "10.0.0.1"),
          .file("workers", "jm1\ntm2"), .name("jm1", resolvesTo: "127.0.1.1"),
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [.topology(.single), .name("jm1", resolvesTo: "127.0.0.1")]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [
          .topology(.several), .node("jm1", addresses: "127.0.0.1", "10.0.0.1"),
          .name("jm1", resolvesTo: "127.0.1.1"),
          .registers(.at("127.0.1.1", .localHost), own: "jm1"),
        ]),
      // The JVM takes the first IPv4 address.
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [.topology(.several), .name("jm1", resolvesTo: "::1", "10.0.0.1")]),
      // What the file itself says is another rule's.
      .healthy(
        "jobmanager.rpc.address: localhost",
        seen: [.topology(.several), .name("localhost", resolvesTo: "127.0.0.1")]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.topology(.several)]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let endpoint = exam.jobManagerEndpoint, !Host.isLoopback(endpoint.host),
      let name = exam.evidence.name(endpoint.host), let taken = name.addressOfJVM
    else { return [] }
    let passed = Verdict(
      .passed, subject: "name:\(endpoint.host)", location: endpoint.address.location,
      key: endpoint.address.key)
    guard Host.isLoopback(taken), exam.topology != .single, exam.role != .jobManager else {
      return [passed]
    }
    let isCertain = exam.topology == .several
    if exam.isThisMachine(endpoint.host) {
      // What a TaskManager would make of it here was found out, and is told as that.
      if exam.evidence.addressSelection != nil { return [passed] }
      // No TaskManager registers under it where none runs here.
      let isAlone =
        exam.roles == [.jobManager] && (!exam.workerEntries.isEmpty || exam.runsHere(.jobManager))
      return isAlone ? [passed] : [.ownName(endpoint, name, taken, isCertain ? .warning : .info)]
    }
    return [.elsewhere(endpoint, name, taken, isCertain ? .error : .warning)]
  }
}

extension Examination {
  /// Whether a name is this machine's own, with or without the domain.
  fileprivate func isThisMachine(_ host: String) -> Bool {
    guard let own = evidence.node?.hostname.lowercased(), !own.isEmpty else { return false }
    return host == own || host.prefix { $0 != "." } == own.prefix { $0 != "." }
  }
}

extension Verdict {
  fileprivate static func elsewhere(
    _ endpoint: JobManagerEndpoint, _ name: NameEvidence, _ taken: String, _ severity: Severity
  ) -> Verdict {
    finding(
      severity, endpoint, name, taken,
      """
      The JobManager's name \(endpoint.host) leads back to this machine itself (\(taken)): a \
      TaskManager or client here connects to itself, gets `Connection refused`, and never finds \
      the JobManager.
      """, explains: endpoint.missed)
  }

  fileprivate static func ownName(
    _ endpoint: JobManagerEndpoint, _ name: NameEvidence, _ taken: String, _ severity: Severity
  ) -> Verdict {
    finding(
      severity, endpoint, name, taken,
      """
      The JobManager's name \(endpoint.host), which is this machine's own, is \(taken) here: a \
      TaskManager on this machine registers under that address, and TaskManagers of other machines \
      do not reach it.
      """, explains: [.taskManagerNotReachable])
  }

  private static func finding(
    _ severity: Severity, _ endpoint: JobManagerEndpoint, _ name: NameEvidence, _ taken: String,
    _ message: String, explains: Set<Symptom>
  ) -> Verdict {
    let line = name.hostsFileLine.map { "line \($0) of /etc/hosts" } ?? "/etc/hosts"
    return Verdict(
      .finding(severity), subject: "name:\(endpoint.host)", message: message,
      location: endpoint.address.location, key: endpoint.address.key,
      peer: Peer(host: endpoint.host, address: taken), evidence: name.lines,
      fix: Fix("in \(line): <the JobManager's own address> \(endpoint.host)"),
      shows: [.loopback(host: endpoint.host)], explains: explains)
  }
}
