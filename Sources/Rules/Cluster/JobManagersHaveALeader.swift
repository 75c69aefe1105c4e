package import Diagnosis
import Evidence

/// Without a leader a cluster takes no jobs and runs none.
package struct JobManagersHaveALeader: Rule {
  package static let card = RuleCard(
    id: "FD8002", name: "job-managers-have-a-leader", severity: .error,
    title: "One of the JobManagers is the leader",
    why: """
      REST answers 503, `Service temporarily unavailable due to an ongoing leader election`, as long \
      as no JobManager is the leader. With ZooKeeper or Kubernetes that takes seconds; when it stays \
      so, the JobManagers do not reach the service that elects, or each is blocked by what the last \
      leader left there.
      """,
    fix:
      "See in the JobManagers' logs why leadership is not granted; look at ZooKeeper or the lease.",
    sources: ["LeaderRetrievalHandler: 503", "run for 1.17 and 1.20 with ZooKeeper gone"],
    examples: [
      .finding("", seen: [.cluster(RESTFailure(.noLeader, path: "/config", status: 503))]),
      .finding(
        "high-availability: zookeeper",
        seen: [.cluster(RESTFailure(.noLeader, path: "/config", status: 503), isAsked: false)]),
      .finding(
        "",
        seen: [
          .cluster { $0.failures = [RESTFailure(.noLeader, path: "/overview", status: 503)] }
        ]),
      .healthy("", seen: [.cluster()]),
      .healthy("", seen: [.cluster(RESTFailure(.status, path: "/config", status: 503))]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let cluster = exam.evidence.cluster else { return [] }
    let all = [cluster.failure].compactMap(\.self) + cluster.failures
    if let failure = all.first(where: { $0.kind == .noLeader }) {
      return [.leaderless(cluster, failure)]
    }
    return cluster.failure == nil ? [Verdict(.passed, subject: cluster.subject)] : []
  }
}

extension Verdict {
  fileprivate static func leaderless(
    _ cluster: ClusterEvidence, _ failure: RESTFailure
  ) -> Verdict {
    Verdict(
      .finding(.error), subject: cluster.subject,
      message: """
        The JobManager at \(cluster.url) knows no leader: no job can be submitted, and those that \
        ran stand still until one is elected.
        """,
      peer: cluster.peer, evidence: [cluster.line(failure.path, failure.words)],
      fix: Fix(
        "flinkdoctor check on the JobManager's machine tells whether ZooKeeper or the API server "
          + "is reached; `grep -i leader` in the JobManagers' logs"),
      shows: [.stateLost], explains: [.jobManagerNotFound, .jobsFail])
  }
}
