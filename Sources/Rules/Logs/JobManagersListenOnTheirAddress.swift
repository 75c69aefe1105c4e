package import Diagnosis
import Evidence
import FlinkConfiguration

/// A JobManager that listens on localhost is refused to all others.
package struct JobManagersListenOnTheirAddress: Rule {
  package static let card = RuleCard(
    id: "FD7811", name: "job-managers-listen-on-their-address", severity: .error,
    title: "The JobManager listens on the address that it advertises",
    why: """
      By its own log the JobManager runs and reads jobmanager.bind-host: localhost (the line of \
      the shipped configuration from 1.15 on). It listens on 127.0.0.1 alone then, and \
      TaskManagers on other machines are refused.
      """,
    fix: "Write `jobmanager.bind-host: 0.0.0.0`.",
    sources: [
      "org.apache.flink.configuration.JobManagerOptions#BIND_HOST",
      "a real JobManager of 1.17.2",
    ],
    examples: [
      .finding(
        logs: [
          .taskManager(
            """
            2026-11-23 00:55:08,189 INFO  \
            org.apache.flink.runtime.taskexecutor.TaskManagerRunner [] -  Starting TaskManager \
            (Version: 1.17.2, Scala: 2.12, Rev:c0027e5, Date:2023-11-09T13:24:38+01:00)
            2026-11-23 00:55:19,917 INFO  org.apache.flink.runtime.rpc.akka.AkkaRpcServiceUtils \
            [] - Actor system started at akka.tcp://flink@10.77.0.22:6122
            2026-11-23 00:55:20,133 INFO  \
            org.apache.flink.runtime.taskexecutor.TaskManagerRunner [] - Starting TaskManager \
            with ResourceID: 10.77.0.22:6122-1b7b28
            2026-11-23 00:55:20,793 WARN  akka.remote.ReliableDeliverySupervisor                 \
                  [] - Association with remote system [akka.tcp://flink@jm1:6123] ↓has failed, \
            address is now gated for [50] ms. Reason: [Association failed with \
            [akka.tcp://flink@jm1:6123]] Caused by: [java.net.ConnectException: Connection \
            refused: jm1/10.77.0.11:6123]
            """),
          .jobManager(
            """
            2026-11-23 00:55:09,325 INFO  org.apache.flink.runtime.entrypoint.ClusterEntrypoint \
            [] -  Starting StandaloneSessionClusterEntrypoint (Version: 1.17.2, Scala: 2.12, \
            Rev:c0027e5, Date:2023-11-09T13:24:38+01:00)
            2026-11-23 00:55:09,378 INFO  org.apache.flink.configuration.GlobalConfiguration [] \
            - Loading configuration property: taskmanager.bind-host, 0.0.0.0
            2026-11-23 00:55:09,378 INFO  org.apache.flink.configuration.GlobalConfiguration [] \
            - Loading configuration property: jobmanager.bind-host, localhost
            2026-11-23 00:55:09,437 INFO  org.apache.flink.runtime.entrypoint.ClusterEntrypoint \
            [] - Starting StandaloneSessionClusterEntrypoint.
            2026-11-23 00:55:11,461 INFO  org.apache.flink.runtime.rpc.akka.AkkaRpcServiceUtils \
            [] - Actor system started at akka.tcp://flink@jm1:6123
            """),
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension JobManagersListenOnTheirAddress: LogConclusion {
  package func statement(of inference: LogInference, in story: LogStory) -> LogStatement? {
    guard case .boundElsewhere(let host) = inference.kind else { return nil }
    return LogStatement(
      """
      The JobManager runs and listens on \(host) alone, by the jobmanager.bind-host that its log \
      shows: \(inference.witness.the) is refused at \(LogTime.clock(inference.time)) and after.
      """,
      fix: "write `jobmanager.bind-host: 0.0.0.0` on the JobManager's machine and restart it")
  }
}
