package import Diagnosis
import Evidence
import FlinkConfiguration

/// One log speaks of ssl in its addresses, and the other does not.
package struct TLSIsOnEverywhere: Rule {
  package static let card = RuleCard(
    id: "FD7808", name: "tls-is-on-everywhere", severity: .error,
    title: "TLS inside the cluster is on at all processes or at none",
    why: """
      The addresses of one side begin with akka.ssl.tcp (pekko.ssl.tcp) and those of the other \
      do not: security.ssl.internal.enabled differs. Each side closes the connection as soon as \
      the other speaks; Pekko logs no reason.
      """,
    fix: "Write the same security.ssl.internal keys on all machines.",
    sources: [
      "a real TaskManager of 1.20.5 with TLS at a JobManager without"
    ],
    examples: [
      .finding(
        logs: [
          .taskManager(
            """
            2026-11-23 00:33:21,912 INFO  \
            org.apache.flink.runtime.taskexecutor.TaskManagerRunner [] -  Starting TaskManager \
            (Version: 1.20.5, Scala: 2.12, Rev:0980485, Date:2026-06-08T09:21:06+02:00)
            2026-11-23 00:33:29,286 INFO  \
            org.apache.flink.runtime.rpc.pekko.PekkoRpcServiceUtils [] - Actor system started at \
            pekko.ssl.tcp://flink@10.77.0.21:6122
            2026-11-23 00:33:29,854 INFO  \
            org.apache.flink.runtime.taskexecutor.TaskManagerRunner [] - Starting TaskManager \
            with ResourceID: 10.77.0.21:6122-62edf0
            2026-11-23 00:33:33,018 WARN  org.apache.pekko.remote.ReliableDeliverySupervisor     \
                  [] - Association with remote system [pekko.ssl.tcp://flink@jm1:6123] ↓has \
            failed, address is now gated for [50] ms. Reason: [Association failed with \
            [pekko.ssl.tcp://flink@jm1:6123]] Caused by: \
            [java.nio.channels.ClosedChannelException: null]
            """),
          .jobManager(
            """
            2026-11-23 00:33:21,326 INFO  org.apache.flink.runtime.entrypoint.ClusterEntrypoint \
            [] -  Starting StandaloneSessionClusterEntrypoint (Version: 1.20.5, Scala: 2.12, \
            Rev:0980485, Date:2026-06-08T09:21:06+02:00)
            2026-11-23 00:33:21,492 INFO  org.apache.flink.runtime.entrypoint.ClusterEntrypoint \
            [] - Starting StandaloneSessionClusterEntrypoint.
            2026-11-23 00:33:25,046 INFO  \
            org.apache.flink.runtime.rpc.pekko.PekkoRpcServiceUtils [] - Actor system started at \
            pekko.tcp://flink@jm1:6123
            """),
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension TLSIsOnEverywhere: LogConclusion {
  package func statement(of inference: LogInference, in story: LogStory) -> LogStatement? {
    guard inference.kind == .tlsDiffers else { return nil }
    return LogStatement(
      """
      \(inference.witness.The) and \(inference.process.the) do not both use TLS: the addresses of \
      one begin with `ssl.tcp` behind akka or pekko, those of the other do not. Every connection \
      is closed at once.
      """,
      fix: """
        write the same `security.ssl.internal.enabled` (with its stores) on all machines and \
        restart them
        """)
  }
}
