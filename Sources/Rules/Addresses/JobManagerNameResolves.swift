package import Diagnosis
import Evidence
import FlinkConfiguration

/// A JobManager whose name has no address on a node is not found from that node.
package struct JobManagerNameResolves: Rule {
  package static let card = RuleCard(
    id: "FD2001", name: "job-manager-name-resolves", severity: .error,
    title: "jobmanager.rpc.address has an address on this node",
    why: """
      TaskManagers and clients look the JobManager up by its name before they connect. Where the \
      name has no address they log `java.net.UnknownHostException` or `Could not resolve \
      ResourceManager address`, try again every ten seconds, and end after \
      taskmanager.registration.timeout. A JobManager starts under a name that nobody resolves, and \
      says nothing.
      """,
    fix: """
      Write a line with the JobManager's address and name into /etc/hosts of every node, or enter \
      the name in DNS.
      """,
    sources: [
      "org.apache.flink.runtime.highavailability.HighAvailabilityServicesUtils#getJobManagerAddress",
      "InetAddress.getAllByName (getaddrinfo)",
    ],
    examples: [
      .finding("jobmanager.rpc.address: ↓jm1", seen: [.name("jm1", .notFound)]),
      .finding("jobmanager.rpc.address: ↓jm1", seen: [.name("jm1", .noAnswer)]),
      .finding("jobmanager.rpc.address: ↓JM1", seen: [.name("jm1", .notFound)]),
      .finding(
        "jobmanager.rpc.address: ↓jm1",
        seen: [.name("jm1", .timedOut, .server("10.0.0.2", .timedOut))]),
      .finding(
        "jobmanager.rpc.address: ↓jobmanager",
        seen: [
          .deployment(.docker), .name("jobmanager", .notFound, .server("127.0.0.11", .notFound)),
        ]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.name("jm1", resolvesTo: "10.0.0.1")]),
      .healthy("jobmanager.rpc.address: jm1"),
      .healthy(
        "jobmanager.rpc.address: jm1", seen: [.deployment(.yarn), .name("jm1", .notFound)]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [.deployment(.kubernetesNative), .name("jm1", .notFound)]),
      .unknown(
        "jobmanager.rpc.address: flink-jobmanager",
        seen: [.deployment(.kubernetes), .name("flink-jobmanager", .notFound)]),
      .unknown(
        "jobmanager.rpc.address: jobmanager",
        seen: [.deployment(.docker), .name("jobmanager", .notFound)]),
      .unknown("jobmanager.rpc.address: jm1", seen: [.name("jm1", .timedOut)]),
      .unknown(
        "jobmanager.rpc.address: jm1",
        seen: [.name("jm1", .timedOut, .server("10.0.0.2", .timedOut, durationMs: 90))]),
      .unknown("jobmanager.rpc.address: jm1", seen: [.node("tm1", addresses: "10.0.0.3")]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let address = exam.setting("jobmanager.rpc.address") else { return [] }
    if let reason = exam.jobManagerIsNamedByDeployer { return [address.skipped(reason)] }
    guard let host = exam.jobManagerEndpoint?.host else {
      return [address.skipped("\(address.text) is no host name")]
    }
    let subject = "name:\(host)"
    switch exam.result(of: host) {
    case nil: return [address.skipped("no name is looked up with --static")]
    case .unknown(let reason)?: throw Unknown(subject: subject, reason: reason)
    case .found(let name)?:
      return [
        Verdict(
          .passed, subject: subject, location: address.location, key: address.key,
          evidence: name.lines)
      ]
    case .missing(let name)?: return [.unresolved(address, name, host)]
    }
  }
}

extension Verdict {
  fileprivate static func unresolved(
    _ address: Setting, _ name: NameEvidence, _ host: String
  ) -> Verdict {
    let known = name.servers.first { $0.outcome == .resolved }?.addresses.first
    let line = "\(known ?? "<the JobManager's address>") \(host)"
    return Verdict(
      .finding(.error), subject: "name:\(host)",
      message: """
        The JobManager's name \(host) has \(name.lack). TaskManagers and clients here do not find the \
        JobManager: they log `UnknownHostException` and never register.
        """,
      location: address.location, key: address.key, peer: Peer(host: host), evidence: name.lines,
      fix: Fix("put the line `\(line)` into /etc/hosts of every node, or enter the name in DNS"),
      shows: [.unresolved(host: host)], explains: [.jobManagerNotFound])
  }
}
