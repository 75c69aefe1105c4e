package import Diagnosis
import Evidence

/// The JobManager fetches the TaskManagers' metrics from a port of their own.
package struct MetricsPortsAnswer: Rule {
  package static let card = RuleCard(
    id: "FD3007", name: "metrics-ports-answer", severity: .warning,
    title: "The JobManager's machine reaches the TaskManagers' metrics ports",
    why: """
      The web UI and REST show the metrics that the JobManager fetches from \
      metrics.internal.query-service.port. Where that is dropped they stay empty; jobs run all the \
      same. In a range most ports refuse, since a TaskManager takes one of them.
      """,
    fix: "Open metrics.internal.query-service.port on the TaskManagers' machines.",
    sources: ["MetricFetcherImpl", "MetricOptions.QUERY_SERVICE_PORT"],
    examples: [
      .finding(
        "jobmanager.rpc.address: jm1\nmetrics.internal.query-service.port: 50300-50301",
        seen: [
          .role(.jobManager), .file("workers", "tm1"), .dial("tm1", 50300, .dropped),
          .dial("tm1", 50301, .dropped),
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1\nmetrics.internal.query-service.port: 50300-50301",
        seen: [
          .role(.jobManager), .file("workers", "tm1"), .dial("tm1", 50300, .refused),
          .dial("tm1", 50301, .dropped),
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1\nmetrics.internal.query-service.port: 50300",
        seen: [.role(.jobManager), .file("workers", "tm1"), .dial("tm1", 50300, .open)]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    exam.judgePaths(to: .metrics) { $0.isSilent ? .silent($0) : nil }
  }
}

extension Verdict {
  fileprivate static func silent(_ path: PathSeen) -> Verdict {
    path.finding(
      .warning,
      """
      The metrics port \(path.place) of the TaskManager on \(path.peer.host) \(path.said). Its \
      metrics are missing in the web UI; jobs run all the same.
      """,
      fix: path.opening)
  }
}
