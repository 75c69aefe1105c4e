package import Diagnosis
import Evidence

/// Clients look the REST interface up by its name.
package struct RestNameResolves: Rule {
  package static let card = RuleCard(
    id: "FD2007", name: "rest-name-resolves", severity: .warning,
    title: "rest.address has an address on this node",
    why: """
      `flink run`, the SQL client and everything else that submits jobs from here looks \
      rest.address up and ends with `UnknownHostException`. JobManagers and TaskManagers do not use \
      it among themselves.
      """,
    fix:
      "Enter the name in DNS or /etc/hosts, or take rest.address out: then it is the JobManager's.",
    sources: ["org.apache.flink.client.program.rest.RestClusterClient"],
    examples: [
      .finding(
        "jobmanager.rpc.address: jm1\nrest.address: ↓ui1", seen: [.name("ui1", .notFound)]),
      .finding(
        "jobmanager.rpc.address: jm1\nrest.address: ↓ui1", .error,
        seen: [.role(.client), .name("ui1", .notFound)]),
      // The same name is told once, as the JobManager's.
      .healthy(
        "jobmanager.rpc.address: jm1\nrest.address: jm1", seen: [.name("jm1", .notFound)]),
      .healthy(
        "jobmanager.rpc.address: jm1\nrest.address: ui1",
        seen: [.name("ui1", resolvesTo: "10.0.0.1")]),
      .healthy(
        "rest.address: ui1", seen: [.deployment(.yarn), .name("ui1", .notFound)]),
      .unknown(
        "rest.address: ui1", seen: [.deployment(.kubernetes), .name("ui1", .notFound)]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    exam.namedHosts(.rest).compactMap { rest in
      guard rest.host != exam.jobManagerEndpoint?.host, let result = exam.result(of: rest.host)
      else { return nil }
      switch result {
      case .found: return rest.passed
      case .unknown(let reason): return rest.unknown(reason)
      case .missing(let name):
        return rest.missing(
          exam.role == .client ? .error : .warning, name,
          "Clients here submit no job: they end with `UnknownHostException`.")
      }
    }
  }
}
