package import Diagnosis
import Evidence
import FlinkConfiguration

/// A look-up every 20 s without a warning: the port takes connections, and nobody answers to that address.
package struct JobManagersAnswer: Rule {
  package static let card = RuleCard(
    id: "FD7804", name: "job-managers-answer", severity: .error,
    title: "The JobManager answers under the address that TaskManagers dial",
    why: """
      The look-ups end after ten seconds and are tried again ten seconds later, and nothing says \
      refused or timed out: the connection is there and the message is thrown away. The \
      JobManager calls itself by another name or port, has another Flink (akka against pekko), \
      or is no leader; its log has an ERROR `dropping message` then. Else its process stands \
      still.
      """,
    fix: """
      Look for `dropping message` in the JobManager's log, and write the same \
      jobmanager.rpc.address on all machines.
      """,
    sources: [
      "measured on pairs of 1.12.5, 1.20.5 and 2.3.0"
    ],
    examples: [
      .finding(
        logs: [
          .taskManager(
            """
            2026-11-23 00:26:02,125 INFO  \
            org.apache.flink.runtime.taskexecutor.TaskManagerRunner [] -  Starting TaskManager \
            (Version: 2.3.0, Scala: 2.12, Rev:c0f8d1a, Date:2026-06-14T16:29:03+02:00)
            2026-11-23 00:26:06,048 INFO  \
            org.apache.flink.runtime.taskexecutor.TaskManagerRunner [] - Starting TaskManager \
            with ResourceID: 10.77.0.21:6122-d69549
            2026-11-23 00:26:16,568 INFO  org.apache.flink.runtime.taskexecutor.TaskExecutor [] \
            - Could not resolve ResourceManager address \
            pekko.tcp://flink@jm1.lab:6123/user/rpc/resourcemanager_*, retrying in 10000 ms: \
            ↓Could not connect to rpc endpoint under address \
            pekko.tcp://flink@jm1.lab:6123/user/rpc/resourcemanager_*.
            2026-11-23 00:26:36,604 INFO  org.apache.flink.runtime.taskexecutor.TaskExecutor [] \
            - Could not resolve ResourceManager address \
            pekko.tcp://flink@jm1.lab:6123/user/rpc/resourcemanager_*, retrying in 10000 ms: \
            Could not connect to rpc endpoint under address \
            pekko.tcp://flink@jm1.lab:6123/user/rpc/resourcemanager_*.
            2026-11-23 00:26:56,645 INFO  org.apache.flink.runtime.taskexecutor.TaskExecutor [] \
            - Could not resolve ResourceManager address \
            pekko.tcp://flink@jm1.lab:6123/user/rpc/resourcemanager_*, retrying in 10000 ms: \
            Could not connect to rpc endpoint under address \
            pekko.tcp://flink@jm1.lab:6123/user/rpc/resourcemanager_*.
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension JobManagersAnswer: LogConclusion {
  package func statement(of inference: LogInference, in story: LogStory) -> LogStatement? {
    guard inference.kind == .unanswered else { return nil }
    let address = inference.process.address ?? "its address"
    return LogStatement(
      """
      \(inference.witness.The) reaches \(address) and gets no answer there: a look-up about every \
      20 s and no line of a connection that failed. What listens there answers to another name, \
      port or Flink, or stands still; the logs given do not tell which.
      """,
      fix: """
        look for `dropping message` in the log of the JobManager: it names the address that it \
        answers to; write that one as jobmanager.rpc.address and port on all machines. \
        `flinkdoctor probe \(address)` asks it directly
        """)
  }
}
