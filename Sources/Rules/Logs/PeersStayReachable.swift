package import Diagnosis
import Evidence
import FlinkConfiguration

/// Since 1.14 a heartbeat that cannot even be sent ends the wait early.
package struct PeersStayReachable: Rule {
  package static let texts: [LogText] = [
    .flink(" is no longer reachable.", since: FlinkVersion(1, 14))
  ]

  package static let card = RuleCard(
    id: "FD7302", name: "peers-stay-reachable", severity: .error,
    title: "The connection to the other side can be used",
    why: """
      Two heartbeats in a row could not be delivered (heartbeat.rpc-failure-threshold): the \
      connection is broken, so that the other process or its host has ended.
      """,
    fix: "Look into the log of the process that is not reachable, and for how it ended.",
    sources: [
      "org.apache.flink.runtime.heartbeat.HeartbeatMonitorImpl#reportHeartbeatRpcFailure (1.14)"
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .jobManager(
            """
            2024-05-06 10:11:12,131 INFO  \
            org.apache.flink.runtime.resourcemanager.StandaloneResourceManager [] - TaskManager \
            with id 10.77.0.22:6122-b7c4d1↓ is no longer reachable.
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension PeersStayReachable: LogSignature {
  package static var rank: LogRank { .loss }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    let id = happening.first.text.part(after: " with id ", before: " ")
    return LogStatement(
      """
      \(happening.author.The) cannot reach \
      \(id.map { "the process with id \($0)" } ?? "a process") any more \(happening.when): the \
      connection is broken, its process or host has ended.
      """,
      fix: "look into the log of that process, and for how it ended (exit code, kernel log)",
      shows: [.heartbeatsLost, .taskManagerNotReachable],
      peer: id.flatMap { story.taskManager($0).peer })
  }
}
