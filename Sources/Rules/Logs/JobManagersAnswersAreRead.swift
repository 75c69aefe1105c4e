package import Diagnosis
import Evidence
import FlinkConfiguration

/// The JobManager answers a TaskManager that lets nothing in: there was another under its address.
package struct JobManagersAnswersAreRead: Rule {
  package static let card = RuleCard(
    id: "FD7813", name: "job-managers-answers-are-read", severity: .error,
    title: "A TaskManager reads what the JobManager answers to it",
    why: """
      The JobManager still has a connection of its own for the TaskManager that ran under the same \
      address and port before, and sends its answers over that; the new TaskManager takes it for \
      one that it may not read (`Discarding inbound message … in read-only association`). It looks \
      for the JobManager until taskmanager.registration.timeout and ends. Seen where one was killed \
      and started anew several times within seconds.
      """,
    fix: """
      Restart that TaskManager once more; the JobManager can stay. Let whatever restarts it wait some \
      seconds in between, and see why it ended.
      """,
    sources: [
      "pekko.remote.EndpointReader#notReading",
      "2.3.0: a TaskManager killed four times within 15 s; started once more it registered",
    ],
    examples: [
      .finding(
        logs: [
          .taskManager(
            """
            2026-11-29 12:24:51,002 INFO  \
            org.apache.flink.runtime.taskexecutor.TaskManagerRunner [] -  Starting TaskManager \
            (Version: 2.3.0, Scala: 2.12, Rev:c0f8d1a, Date:2026-06-14T16:29:03+02:00)
            2026-11-29 12:24:53,357 WARN  org.apache.pekko.remote.EndpointReader [] - ↓Discarding \
            inbound message to [Actor[pekko://flink/temp/_user_rpc_resourcemanager_*$a]] in \
            read-only association to [pekko.tcp://flink@jm1:6123]. If this happens often you may \
            consider using pekko.remote.use-passive-connections=off or use Artery TCP.
            2026-11-29 12:25:03,089 INFO  org.apache.flink.runtime.taskexecutor.TaskExecutor [] \
            - Could not resolve ResourceManager address \
            pekko.tcp://flink@jm1:6123/user/rpc/resourcemanager_*, retrying in 10000 ms: \
            Could not connect to rpc endpoint under address \
            pekko.tcp://flink@jm1:6123/user/rpc/resourcemanager_*.
            2026-11-29 12:25:23,127 INFO  org.apache.flink.runtime.taskexecutor.TaskExecutor [] \
            - Could not resolve ResourceManager address \
            pekko.tcp://flink@jm1:6123/user/rpc/resourcemanager_*, retrying in 10000 ms: \
            Could not connect to rpc endpoint under address \
            pekko.tcp://flink@jm1:6123/user/rpc/resourcemanager_*.
            2026-11-29 12:25:43,162 INFO  org.apache.flink.runtime.taskexecutor.TaskExecutor [] \
            - Could not resolve ResourceManager address \
            pekko.tcp://flink@jm1:6123/user/rpc/resourcemanager_*, retrying in 10000 ms: \
            Could not connect to rpc endpoint under address \
            pekko.tcp://flink@jm1:6123/user/rpc/resourcemanager_*.
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension JobManagersAnswersAreRead: LogConclusion {
  package func statement(of inference: LogInference, in story: LogStory) -> LogStatement? {
    guard inference.kind == .answersDiscarded else { return nil }
    return LogStatement(
      """
      \(inference.witness.The) does not register: \(inference.process.address ?? "the JobManager") \
      answers its look-ups, and it throws the answers away, as they come over a connection to the \
      TaskManager that ran under its address before. It ends at taskmanager.registration.timeout.
      """,
      fix: """
        restart this TaskManager once more, the JobManager can stay; let what restarts it wait some \
        seconds in between, and look into the log before this one for why it was restarted
        """)
  }
}
