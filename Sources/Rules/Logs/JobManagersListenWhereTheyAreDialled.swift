package import Diagnosis
import Evidence
import FlinkConfiguration

/// TaskManagers dial one port of the JobManager, and it listens at another.
package struct JobManagersListenWhereTheyAreDialled: Rule {
  package static let card = RuleCard(
    id: "FD7807", name: "job-managers-listen-where-they-are-dialled", severity: .error,
    title: "The JobManager listens at the port that TaskManagers dial",
    why: """
      With high availability the JobManager listens at high-availability.jobmanager.port (random \
      unless set) instead of jobmanager.rpc.port, and TaskManagers learn the address from \
      ZooKeeper or Kubernetes. A TaskManager whose configuration lacks the high-availability \
      keys dials jobmanager.rpc.port and is refused for ever.
      """,
    fix: "Write the same high-availability keys on all machines.",
    sources: [
      "org.apache.flink.configuration.HighAvailabilityOptions",
      "a real cluster of 1.20.5 with half the keys",
    ],
    examples: [
      .finding(
        logs: [
          .taskManager(
            """
            2026-11-23 00:30:39,821 INFO  \
            org.apache.flink.runtime.taskexecutor.TaskManagerRunner [] -  Starting TaskManager \
            (Version: 1.20.5, Scala: 2.12, Rev:0980485, Date:2026-06-08T09:21:06+02:00)
            2026-11-23 00:30:57,238 INFO  \
            org.apache.flink.runtime.rpc.pekko.PekkoRpcServiceUtils [] - Actor system started at \
            pekko.tcp://flink@10.77.0.21:6122
            2026-11-23 00:30:58,087 INFO  \
            org.apache.flink.runtime.taskexecutor.TaskManagerRunner [] - Starting TaskManager \
            with ResourceID: 10.77.0.21:6122-261c37
            2026-11-23 00:31:01,462 WARN  org.apache.pekko.remote.ReliableDeliverySupervisor     \
                  [] - Association with remote system [pekko.tcp://flink@jm1:6123] ↓has failed, \
            address is now gated for [50] ms. Reason: [Association failed with \
            [pekko.tcp://flink@jm1:6123]] Caused by: \
            [org.apache.flink.shaded.netty4.io.netty.channel.AbstractChannel$AnnotatedConnectExce\
            ption: Connection refused: jm1/10.77.0.11:6123, caused by: \
            java.net.ConnectException: Connection refused]
            """),
          .jobManager(
            """
            2026-11-23 00:30:39,552 INFO  org.apache.flink.runtime.entrypoint.ClusterEntrypoint \
            [] -  Starting StandaloneSessionClusterEntrypoint (Version: 1.20.5, Scala: 2.12, \
            Rev:0980485, Date:2026-06-08T09:21:06+02:00)
            2026-11-23 00:30:40,075 INFO  org.apache.flink.runtime.entrypoint.ClusterEntrypoint \
            [] - Starting StandaloneSessionClusterEntrypoint.
            2026-11-23 00:30:43,731 INFO  \
            org.apache.flink.runtime.rpc.pekko.PekkoRpcServiceUtils [] - Actor system started at \
            pekko.tcp://flink@jm1:50010
            """),
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension JobManagersListenWhereTheyAreDialled: LogConclusion {
  package func statement(of inference: LogInference, in story: LogStory) -> LogStatement? {
    guard case .otherPort(let own, let dialled) = inference.kind else { return nil }
    return LogStatement(
      """
      \(inference.witness.The) dials \(dialled) and is refused, and the JobManager listens at \
      \(own). With high availability its port is another one, which TaskManagers without those \
      keys do not learn.
      """,
      fix: """
        write the same `high-availability.*` keys on all machines; without high availability the \
        same `jobmanager.rpc.port`
        """)
  }
}
