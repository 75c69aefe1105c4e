package import Diagnosis
import Evidence
import FlinkConfiguration

/// A leader that was revoked, by the same JobManager's own words.
package struct LeadershipLasts: Rule {
  package static let texts: [LogText] = [
    .of(.flinkFormatted, "was revoked leadership"),
    .of(.flinkFormatted, "was revoked the leadership"),
    .of(.flinkFormatted, " lost the leadership."),
    .of(.flinkFormatted, " lost leadership."),
  ]

  package static let card = RuleCard(
    id: "FD7605", name: "leadership-lasts", severity: .info,
    title: "The leading JobManager goes on leading",
    why: """
      The JobManager gave up or lost its leadership, and its jobs are suspended until somebody \
      leads again. It follows a lost connection to ZooKeeper or to the Kubernetes API, or a stop.
      """,
    fix: "See what happened to ZooKeeper or to the Kubernetes API at that time.",
    sources: [
      "org.apache.flink.runtime.jobmaster.JobMasterServiceLeadershipRunner, DefaultDispatcherRunner"
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .jobManager(
            """
            2026-11-23 00:31:28,228 INFO  \
            org.apache.flink.runtime.jobmaster.JobMasterServiceLeadershipRunner [] - \
            JobMasterServiceLeadershipRunner for job 4a6edf335e8aa7bfa01e358cbc844458 ↓was \
            revoked leadership with leader id 126d271f-8d7d-41de-8c4a-0176014aa428. Stopping \
            current JobMasterServiceProcess.
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension LeadershipLasts: LogSignature {
  package static var rank: LogRank { .trace }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    // Tasks failed of it, and nobody leads again as far as these logs go.
    let isFatal =
      happening.events.contains { $0.text.holds("xception: Job leader for job id") }
      && !story.events(.registered).contains { ($0.time ?? .min) > happening.lastTime ?? .max }
    return LogStatement(
      """
      \(happening.author.role == .jobManager ? happening.author.The : "A JobManager") lost its \
      leadership \(happening.when), and its jobs are suspended.
      """,
      fix: """
        see ZooKeeper or the Kubernetes API at that time, the end of the JobManager's log, and \
        pauses of it
        """,
      severity: isFatal ? .error : nil, shows: [.jobManagerNotFound])
  }
}
