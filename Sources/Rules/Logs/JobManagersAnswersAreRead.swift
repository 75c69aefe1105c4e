package import Diagnosis
import Evidence
import FlinkConfiguration

/// The JobManager answers a TaskManager that reads nothing of it: its association is read-only.
package struct JobManagersAnswersAreRead: Rule {
  package static let card = RuleCard(
    id: "FD7813", name: "job-managers-answers-are-read", severity: .error,
    title: "A TaskManager reads what the JobManager answers to it",
    why: """
      The TaskManager looks for the JobManager, which answers, and the answers come over an \
      association that the TaskManager has stopped reading (`Discarding inbound message … in \
      read-only association`). It goes on looking until taskmanager.registration.timeout and ends. \
      Seen where a TaskManager was killed and started under one address several times within seconds.
      """,
    fix: """
      Stop that TaskManager, wait until the JobManager has given it up (heartbeat.timeout), and start \
      it; the JobManager can stay. See why it was restarted so often.
      """,
    sources: [
      "pekko.remote.EndpointReader#notReading",
      "2.3.0: a TaskManager killed four times within 15 s, which registered when it was started "
        + "again after its end",
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
      answers its look-ups, and it throws the answers away, as they come over an association that it \
      has stopped reading. It ends at taskmanager.registration.timeout.
      """,
      fix: """
        stop this TaskManager, wait until the JobManager has given it up (heartbeat.timeout), and \
        start it; the JobManager can stay. Look into the log before this one for why it was restarted
        """)
  }
}
