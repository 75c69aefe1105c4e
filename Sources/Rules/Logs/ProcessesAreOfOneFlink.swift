package import Diagnosis
import Evidence
import FlinkConfiguration

/// The first lines of the logs name two Flinks.
package struct ProcessesAreOfOneFlink: Rule {
  package static let card = RuleCard(
    id: "FD7806", name: "processes-are-of-one-flink", severity: .warning,
    title: "JobManager and TaskManagers run the same Flink",
    why: """
      Processes of different Flink minors register with each other, and fail with the first \
      task, the first checkpoint or the first answer: what they send each other is Java objects \
      of their own release.
      """,
    fix: "Install the same release on all machines and restart them.",
    sources: [
      "TaskManagers of 1.14.6 at 1.12.5, 1.18.1 at 1.20.5 and 1.20.5 at 1.12.5"
    ],
    examples: [
      .finding(
        logs: [
          .jobManager(
            """
            2026-11-22 15:32:07,573 INFO  org.apache.flink.runtime.entrypoint.ClusterEntrypoint \
            [] -  Starting StandaloneSessionClusterEntrypoint (Version: 1.12.5, Scala: 2.11, \
            Rev:bfd0f20, Date:2021-07-23T05:52:23+02:00)
            2026-11-22 15:32:19,549 INFO  org.apache.flink.runtime.executiongraph.ExecutionGraph \
            [] - Job slow (fe28168f9e031eff766e58f821edb10d) switched from state RUNNING to \
            FAILING.
            """),
          .taskManager(
            """
            2026-11-22 15:32:08,280 INFO  \
            org.apache.flink.runtime.taskexecutor.TaskManagerRunner [] -  Starting TaskManager \
            (Version: 1.14.6, Scala: 2.11, Rev:a921a4d, Date:2022-09-09T10:18:38+02:00)
            2026-11-22 15:32:11,831 INFO  org.apache.flink.runtime.taskexecutor.TaskExecutor [] \
            - Successful registration at resource manager \
            akka.tcp://flink@jobmanager:6123/user/rpc/resourcemanager_* under registration id \
            887fd0cbf10843ea3cef85a63190e9e9.
            """),
        ], .error),
      .healthyRegistration,
    ])

  package init() {}
}

extension ProcessesAreOfOneFlink: LogConclusion {
  package func statement(of inference: LogInference, in story: LogStory) -> LogStatement? {
    guard inference.kind == .versionsDiffer else { return nil }
    return LogStatement(
      """
      The processes of this cluster run different Flink releases: \(story.versions). They register \
      with each other and then fail.
      """,
      fix: "install the same Flink release on all machines, clients included, and restart them",
      severity: story.weight(ofEpisode: inference.episode) > .inferred ? nil : .error)
  }
}
