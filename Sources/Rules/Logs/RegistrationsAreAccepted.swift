package import Diagnosis
import Evidence
import FlinkConfiguration

/// A TaskManager reaches the JobManager, which does not want it.
package struct RegistrationsAreAccepted: Rule {
  package static let texts: [LogText] = [
    .flink("The TaskExecutor's registration at the "),
    .flink("The ResourceManager does not recognize this TaskExecutor"),
  ]

  package static let card = RuleCard(
    id: "FD7106", name: "registrations-are-accepted", severity: .error,
    title: "The ResourceManager takes the TaskManagers that register",
    why: """
      A JobManager on YARN or Kubernetes takes only TaskManagers that it asked for: this one \
      belongs to an earlier attempt, or the JobManager does not see its pods because a watch on \
      the Kubernetes API failed.
      """,
    fix: """
      Look in the JobManager's log for errors of the Kubernetes or YARN client; end TaskManagers \
      that are left over.
      """,
    sources: [
      "org.apache.flink.runtime.taskexecutor.TaskExecutor",
      "org.apache.flink.runtime.resourcemanager.ResourceManager",
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .taskManager(
            """
            2024-05-06 10:11:12,131 ERROR org.apache.flink.runtime.taskexecutor.TaskExecutor [] \
            - Fatal error occurred in TaskExecutor.
            org.apache.flink.util.FlinkException: ↓The TaskExecutor's registration at the \
            ResourceManager pekko.tcp://flink@jm1:6123/user/rpc/resourcemanager_0 has been \
            rejected: Rejected TaskExecutor registration at the ResourceManager because: The \
            ResourceManager does not recognize this TaskExecutor.
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension RegistrationsAreAccepted: LogSignature {
  package static var rank: LogRank { .proof }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    LogStatement(
      """
      The JobManager refused \(happening.author.the) \(happening.when): it did not ask for it, \
      or does not see its pod or container.
      """,
      fix: """
        look in the JobManager's log for errors of the Kubernetes or YARN client at that time \
        (an expired watch, missing rights); end TaskManagers of earlier attempts
        """, shows: [.jobManagerNotFound])
  }
}
