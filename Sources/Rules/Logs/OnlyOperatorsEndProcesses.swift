package import Diagnosis
import Evidence
import FlinkConfiguration

/// A TaskManager that shuts down and was not told to was ended by its own user code.
package struct OnlyOperatorsEndProcesses: Rule {
  package static let card = RuleCard(
    id: "FD7812", name: "only-operators-end-processes", severity: .error,
    title: "TaskManagers are ended from outside only",
    why: """
      The TaskManager took leave in good order, and its own log shows neither a signal nor a \
      fatal error: its JVM was told to exit from within, by System.exit of user code or of a \
      library. All jobs on it fail.
      """,
    fix: """
      Find the call of System.exit in the job (cluster.intercept-user-system-exit: LOG shows its \
      stack), and throw an exception instead.
      """,
    sources: [
      "a real job on 1.20.5 that calls System.exit",
      "ClusterOptions#INTERCEPT_USER_SYSTEM_EXIT",
    ],
    examples: [
      .finding(
        logs: [
          .jobManager(
            """
            2026-11-23 00:44:51,652 INFO  org.apache.flink.runtime.entrypoint.ClusterEntrypoint \
            [] -  Starting StandaloneSessionClusterEntrypoint (Version: 1.20.5, Scala: 2.12, \
            Rev:0980485, Date:2026-06-08T09:21:06+02:00)
            2026-11-23 00:44:52,055 INFO  org.apache.flink.runtime.entrypoint.ClusterEntrypoint \
            [] - Starting StandaloneSessionClusterEntrypoint.
            2026-11-23 00:44:54,813 INFO  \
            org.apache.flink.runtime.rpc.pekko.PekkoRpcServiceUtils [] - Actor system started at \
            pekko.tcp://flink@jm1:6123
            2026-11-23 00:44:58,421 INFO  \
            org.apache.flink.runtime.resourcemanager.StandaloneResourceManager [] - Registering \
            TaskManager with ResourceID 10.77.0.21:6122-1b2032 \
            (pekko.tcp://flink@10.77.0.21:6122/user/rpc/taskmanager_0) at ResourceManager
            2026-11-23 00:45:12,551 INFO  \
            org.apache.flink.runtime.resourcemanager.StandaloneResourceManager [] - ↓Closing \
            TaskExecutor connection 10.77.0.21:6122-1b2032 because: The TaskExecutor is shutting \
            down.
            """),
          .taskManager(
            """
            2026-11-23 00:44:51,431 INFO  \
            org.apache.flink.runtime.taskexecutor.TaskManagerRunner [] -  Starting TaskManager \
            (Version: 1.20.5, Scala: 2.12, Rev:0980485, Date:2026-06-08T09:21:06+02:00)
            2026-11-23 00:44:57,032 INFO  \
            org.apache.flink.runtime.rpc.pekko.PekkoRpcServiceUtils [] - Actor system started at \
            pekko.tcp://flink@10.77.0.21:6122
            2026-11-23 00:44:57,276 INFO  \
            org.apache.flink.runtime.taskexecutor.TaskManagerRunner [] - Starting TaskManager \
            with ResourceID: 10.77.0.21:6122-1b2032
            2026-11-23 00:44:58,451 INFO  org.apache.flink.runtime.taskexecutor.TaskExecutor [] \
            - Successful registration at resource manager \
            pekko.tcp://flink@jm1:6123/user/rpc/resourcemanager_* under registration id \
            ea192e9cd6bf9214b129d94f4d13b523.
            2026-11-23 00:45:12,530 INFO  \
            org.apache.flink.runtime.state.TaskExecutorLocalStateStoresManager [] - Shutting \
            down TaskExecutorLocalStateStoresManager.
            """),
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension OnlyOperatorsEndProcesses: LogConclusion {
  package func statement(of inference: LogInference, in story: LogStory) -> LogStatement? {
    guard inference.kind == .exited else { return nil }
    return LogStatement(
      """
      \(inference.process.The) shut down at \(LogTime.clock(inference.time)) without being told \
      to: its log shows no signal and no fatal error, so that something within called System.exit.
      """,
      fix: """
        write `cluster.intercept-user-system-exit: LOG`, which logs the stack of who calls \
        System.exit, and let the user code throw instead
        """)
  }
}
