package import Diagnosis
import Evidence
import FlinkConfiguration

/// A process with a gap in its log, missed by its peers and back after it, stood still.
package struct ProcessesDoNotStandStill: Rule {
  package static let card = RuleCard(
    id: "FD7802", name: "processes-do-not-stand-still", severity: .error,
    title: "Processes do not stand still for longer than a heartbeat",
    why: """
      Nothing broke off, one side missed the heartbeats of a process, and that one wrote nothing \
      for all that time and then went on: its JVM stood still. A long garbage collection, a \
      machine that was suspended or moved, a container throttled to nothing, a disk that hung \
      under the log, SIGSTOP.
      """,
    fix: """
      See its garbage collection log for that time; without one switch it on (-Xlog:gc*), and \
      ask the host for suspension and steal time.
      """,
    sources: [
      "measured on pairs of 1.12.5 and 1.20.5, SIGSTOP for 70 s"
    ],
    examples: [
      .finding(
        logs: [
          .jobManager(
            """
            2026-11-23 00:28:10,920 INFO  org.apache.flink.runtime.entrypoint.ClusterEntrypoint \
            [] -  Starting StandaloneSessionClusterEntrypoint (Version: 1.20.5, Scala: 2.12, \
            Rev:0980485, Date:2026-06-08T09:21:06+02:00)
            2026-11-23 00:28:11,086 INFO  org.apache.flink.runtime.entrypoint.ClusterEntrypoint \
            [] - Starting StandaloneSessionClusterEntrypoint.
            2026-11-23 00:28:14,458 INFO  \
            org.apache.flink.runtime.rpc.pekko.PekkoRpcServiceUtils [] - Actor system started at \
            pekko.tcp://flink@jm1:6123
            2026-11-23 00:28:17,623 INFO  \
            org.apache.flink.runtime.resourcemanager.StandaloneResourceManager [] - Registering \
            TaskManager with ResourceID 10.77.0.22:6122-6f4832 \
            (pekko.tcp://flink@10.77.0.22:6122/user/rpc/taskmanager_0) at ResourceManager
            2026-11-23 00:28:17,686 INFO  \
            org.apache.flink.runtime.resourcemanager.StandaloneResourceManager [] - Registering \
            TaskManager with ResourceID 10.77.0.21:6122-988fcd \
            (pekko.tcp://flink@10.77.0.21:6122/user/rpc/taskmanager_0) at ResourceManager
            2026-11-23 00:28:17,690 INFO  \
            org.apache.flink.runtime.resourcemanager.StandaloneResourceManager [] - Registering \
            TaskManager with ResourceID 10.77.0.22:6122-6f4832 \
            (pekko.tcp://flink@10.77.0.22:6122/user/rpc/taskmanager_0) at ResourceManager
            2026-11-23 00:29:17,112 INFO  \
            org.apache.flink.runtime.resourcemanager.StandaloneResourceManager [] - ↓The \
            heartbeat of TaskManager with id 10.77.0.22:6122-6f4832 timed out.
            2026-11-23 00:29:17,112 INFO  \
            org.apache.flink.runtime.resourcemanager.StandaloneResourceManager [] - Closing \
            TaskExecutor connection 10.77.0.22:6122-6f4832 because: The heartbeat of TaskManager \
            with id 10.77.0.22:6122-6f4832 timed out.
            java.util.concurrent.TimeoutException: The heartbeat of TaskManager with id \
            10.77.0.22:6122-6f4832 timed out.
            Caused by: java.util.concurrent.TimeoutException: The heartbeat of TaskManager with \
            id 10.77.0.22:6122-6f4832 timed out.
            2026-11-23 00:29:17,185 INFO  org.apache.flink.runtime.jobmaster.JobMaster [] - \
            Disconnect TaskExecutor 10.77.0.22:6122-6f4832 because: The heartbeat of TaskManager \
            with id 10.77.0.22:6122-6f4832 timed out.
            Caused by: java.util.concurrent.TimeoutException: The heartbeat of TaskManager with \
            id 10.77.0.22:6122-6f4832 timed out.
            Caused by: java.util.concurrent.TimeoutException: The heartbeat of TaskManager with \
            id 10.77.0.22:6122-6f4832 timed out.
            2026-11-23 00:29:47,806 INFO  \
            org.apache.flink.runtime.resourcemanager.StandaloneResourceManager [] - Registering \
            TaskManager with ResourceID 10.77.0.22:6122-6f4832 \
            (pekko.tcp://flink@10.77.0.22:6122/user/rpc/taskmanager_0) at ResourceManager
            """),
          .taskManager(
            """
            2026-11-23 00:28:10,964 INFO  \
            org.apache.flink.runtime.taskexecutor.TaskManagerRunner [] -  Starting TaskManager \
            (Version: 1.20.5, Scala: 2.12, Rev:0980485, Date:2026-06-08T09:21:06+02:00)
            2026-11-23 00:28:16,030 INFO  \
            org.apache.flink.runtime.rpc.pekko.PekkoRpcServiceUtils [] - Actor system started at \
            pekko.tcp://flink@10.77.0.22:6122
            2026-11-23 00:28:16,276 INFO  \
            org.apache.flink.runtime.taskexecutor.TaskManagerRunner [] - Starting TaskManager \
            with ResourceID: 10.77.0.22:6122-6f4832
            2026-11-23 00:28:17,709 INFO  org.apache.flink.runtime.taskexecutor.TaskExecutor [] \
            - Successful registration at resource manager \
            pekko.tcp://flink@jm1:6123/user/rpc/resourcemanager_* under registration id \
            caec416a7a58aa26c7365f1a458dca44.
            2026-11-23 00:28:22,199 INFO  org.apache.flink.runtime.taskmanager.Task [] - Source: \
            Sequence Source -> Map (4/4)#0 \
            (645f10b2bc71cfae0560cbb5dbb18638_cbc357ccb763df2852fee8c4fc7d55f2_3_0) switched \
            from INITIALIZING to RUNNING.
            2026-11-23 00:28:22,204 INFO  org.apache.flink.runtime.taskmanager.Task [] - Source: \
            Sequence Source -> Map (1/4)#0 \
            (645f10b2bc71cfae0560cbb5dbb18638_cbc357ccb763df2852fee8c4fc7d55f2_0_0) switched \
            from INITIALIZING to RUNNING.
            2026-11-23 00:28:22,232 INFO  org.apache.flink.runtime.taskmanager.Task [] - Map -> \
            Filter -> Sink: Print to Std. Out (1/4)#0 \
            (645f10b2bc71cfae0560cbb5dbb18638_90bea66de1c231edf33913ecd54406c1_0_0) switched \
            from INITIALIZING to RUNNING.
            2026-11-23 00:28:22,233 INFO  org.apache.flink.runtime.taskmanager.Task [] - Map -> \
            Filter -> Sink: Print to Std. Out (4/4)#0 \
            (645f10b2bc71cfae0560cbb5dbb18638_90bea66de1c231edf33913ecd54406c1_3_0) switched \
            from INITIALIZING to RUNNING.
            2026-11-23 00:29:47,543 INFO  org.apache.flink.runtime.taskexecutor.TaskExecutor [] \
            - The heartbeat of ResourceManager with id 6964e1192e97595208f9df691098b83e timed \
            out.
            2026-11-23 00:29:47,555 INFO  org.apache.flink.runtime.taskexecutor.TaskExecutor [] \
            - The heartbeat of JobManager with id 78d6813f7e219796a4894ff86bf372e2 timed out.
            Caused by: java.util.concurrent.TimeoutException: The heartbeat of JobManager with \
            id 78d6813f7e219796a4894ff86bf372e2 timed out.
            Caused by: java.util.concurrent.TimeoutException: The heartbeat of JobManager with \
            id 78d6813f7e219796a4894ff86bf372e2 timed out.
            Caused by: java.util.concurrent.TimeoutException: The heartbeat of JobManager with \
            id 78d6813f7e219796a4894ff86bf372e2 timed out.
            Caused by: java.util.concurrent.TimeoutException: The heartbeat of JobManager with \
            id 78d6813f7e219796a4894ff86bf372e2 timed out.
            2026-11-23 00:29:47,812 INFO  org.apache.flink.runtime.taskexecutor.TaskExecutor [] \
            - Successful registration at resource manager \
            pekko.tcp://flink@jm1:6123/user/rpc/resourcemanager_* under registration id \
            aa7d7b1e2a17b2fb0bfd873930fb1dc6.
            """),
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension ProcessesDoNotStandStill: LogConclusion {
  package func statement(of inference: LogInference, in story: LogStory) -> LogStatement? {
    guard case .frozen(let from, let to) = inference.kind else { return nil }
    return LogStatement(
      """
      \(inference.process.The) stood still from \(LogTime.clock(from)) to \(LogTime.clock(to)) \
      (\(LogTime.length(to - from))): its log has a gap there and goes on, no connection broke, \
      and \(inference.witness.the) gave it up at \(LogTime.clock(inference.time)).
      """,
      fix: """
        see its garbage collection log for that time (without one: `env.java.opts.all: \
        -Xlog:gc*:file=…`); if the JVM did not collect, ask the host: suspended, moved, CPU steal, \
        cgroup throttling, a disk that hung
        """)
  }
}
