package import Diagnosis
import Evidence
import FlinkConfiguration

/// Without a leader REST answers nothing but this.
package struct LeadersAreElected: Rule {
  package static let texts: [LogText] = [
    .flink("Service temporarily unavailable due to an ongoing leader election. Please refresh.")
  ]

  package static let card = RuleCard(
    id: "FD7104", name: "leaders-are-elected", severity: .info,
    title: "There is a leading JobManager",
    why: """
      No JobManager leads at the moment: ZooKeeper or the Kubernetes API is not reachable, or \
      the JobManager fails again and again while it starts. For a moment at the start it is \
      normal.
      """,
    fix: "Look into the log of the JobManagers for why none is elected.",
    sources: [
      "org.apache.flink.runtime.rest.handler.LeaderRetrievalHandler"
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .file(
            "client.log",
            """
            2024-05-06 10:11:12,131 WARN  org.apache.flink.client.program.rest.RestClusterClient \
            [] - org.apache.flink.runtime.rest.util.RestClientException: [↓Service temporarily \
            unavailable due to an ongoing leader election. Please refresh.]
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension LeadersAreElected: LogSignature {
  package static var rank: LogRank { .trace }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    LogStatement(
      "\(happening.author.The) is told that no JobManager leads \(happening.when).",
      fix: "look into the logs of the JobManagers, and at ZooKeeper or the Kubernetes API",
      shows: [.jobManagerNotFound])
  }
}
