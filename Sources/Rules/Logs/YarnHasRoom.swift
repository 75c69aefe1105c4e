package import Diagnosis
import Evidence
import FlinkConfiguration

/// YARN accepted the application and has no room to start it.
package struct YarnHasRoom: Rule {
  package static let texts: [LogText] = [
    .flink("Please check if the requested resources are available in the YARN cluster"),
    .flink("The cluster does not have the requested resources for the "),
    .flink("The requested amount of memory for the "),
    .flink("exceeds the maximum number of virtual cores "),
  ]

  package static let card = RuleCard(
    id: "FD7614", name: "yarn-has-room", severity: .error,
    title: "YARN has room for the JobManager",
    why: """
      The application stays in ACCEPTED: its queue is full, its user's share is used up, no node \
      has a container as large as the one that is asked for, or am-resource-percent leaves no room \
      for one more application master.
      """,
    fix: "See the scheduler's page of YARN's web UI; ask for less, or free the queue.",
    sources: ["org.apache.flink.yarn.YarnClusterDescriptor"],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .file(
            "client.log",
            """
            2024-05-06 10:11:12,131 INFO  org.apache.flink.yarn.YarnClusterDescriptor [] - \
            Deployment took more than 60 seconds. ↓Please check if the requested resources are \
            available in the YARN cluster
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension YarnHasRoom: LogSignature {
  package static var rank: LogRank { .proof }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    if !happening.first.text.holds("Please check if") {
      return LogStatement(
        """
        YARN has no container as large as the one that is asked for \(happening.when).
        """,
        fix: """
          ask for less memory (taskmanager.memory.process.size) and cores (yarn.containers.vcores, \
          taskmanager.numberOfTaskSlots), or raise yarn.scheduler.maximum-allocation-mb and -vcores
          """)
    }
    return LogStatement(
      """
      YARN has not started the JobManager for more than a minute \(happening.when): no room in the \
      queue or on any node.
      """,
      fix: """
        see the queue in YARN's scheduler page and `yarn application -status`; ask for less \
        (jobmanager.memory.process.size), or for another queue (yarn.application.queue)
        """)
  }
}
