package import Diagnosis
import Evidence

/// Clients and the web UI talk to the JobManager's REST port alone.
package struct RestAnswers: Rule {
  package static let card = RuleCard(
    id: "FD3003", name: "rest-answers", severity: .error,
    title: "The JobManager's REST port can be reached from where clients run",
    why: """
      `flink run`, `flink list` and the web UI use REST only; without it they end with `Could not \
      submit job` or `Connection refused`. TaskManagers do not need it. The port is rest.port at \
      rest.address, the listener's address is rest.bind-address, which Flink ships as localhost from \
      1.15 to 1.19.
      """,
    fix: "Let REST listen for others (`rest.bind-address: 0.0.0.0`), and open rest.port.",
    sources: ["RestServerEndpoint", "RestOptions.PORT, BIND_ADDRESS, ADDRESS"],
    examples: [
      .finding(
        "jobmanager.rpc.address: ↓jm1",
        seen: [.role(.client), .dial("jm1", 6123, .open), .dial("jm1", 8081, .refused)]),
      .finding(
        "jobmanager.rpc.address: jm1\nrest.address: ↓web",
        seen: [.role(.client), .dial("web", 8081, .dropped)]),
      .finding(
        "jobmanager.rpc.address: ↓jm1", .info,
        seen: [.role(.taskManager), .dial("jm1", 6123, .open), .dial("jm1", 8081, .dropped)]),
      .finding("jobmanager.rpc.address: ↓jm1", .warning, seen: [.dial("jm1", 8081, .dropped)]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.dial("jm1", 8081, .open)]),
      .healthy(
        "jobmanager.rpc.address: jm1\nhigh-availability.type: zookeeper",
        seen: [.role(.client), .dial("jm1", 8081, .refused)]),
      .unknown(
        "jobmanager.rpc.address: jm1", seen: [.expect(.down), .dial("jm1", 8081, .refused)]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    // Clients ask ZooKeeper or Kubernetes for the leader's.
    guard exam.jobManagerEndpoint?.isElected != true else { return [] }
    let severity: Severity =
      exam.roles.contains(.client) ? .error : exam.roles.isEmpty ? .warning : .info
    return exam.judgePaths(to: .rest) { .closed($0, severity) }
  }
}

extension Verdict {
  fileprivate static func closed(_ path: PathSeen, _ severity: Severity) -> Verdict {
    path.finding(
      severity,
      """
      The REST port \(path.place) \(path.said). `flink run` and the web UI do not work from here\
      \(severity == .info ? "; TaskManagers do not need it" : "").
      """,
      fix: path.outcome == .refused
        ? "start the JobManager on \(path.peer.host); if it runs, set rest.bind-address: 0.0.0.0 and "
          + "rest.port: \(path.peer.shownPorts) there" : path.opening)
  }
}
