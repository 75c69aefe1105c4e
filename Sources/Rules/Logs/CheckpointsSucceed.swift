package import Diagnosis
package import Evidence
import FlinkConfiguration

/// Checkpoints that fail until the job does.
package struct CheckpointsSucceed: Rule {
  package static let texts: [LogText] = [
    .flink("Exceeded checkpoint tolerable failure threshold."),
    .flink("expired before completing."),
    .flink("Could not finalize the pending checkpoint "),
    .flink("Could not materialize checkpoint "),
    .flink("Could not complete snapshot "),
    .flink("Could not perform checkpoint "),
    .flink("Asynchronous task checkpoint failed."),
    .flink("Decline checkpoint "),
    .of(.flinkFormatted, "runtime.checkpoint.CheckpointException: "),
    .flink("Size of the state is larger than the maximum permitted memory-backed state"),
  ]

  package static let card = RuleCard(
    id: "FD7608", name: "checkpoints-succeed", severity: .warning,
    title: "Checkpoints succeed",
    why: """
      Checkpoints failed or ran out of time. The lines before say why: storage, a message that \
      is too large, a lost TaskManager, back pressure.
      """,
    fix: "Read the reason of the first declined checkpoint.",
    sources: [
      "org.apache.flink.runtime.checkpoint.CheckpointFailureManager, CheckpointFailureReason"
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .jobManager(
            """
            2024-05-06 10:11:12,131 WARN  \
            org.apache.flink.runtime.checkpoint.CheckpointFailureManager [] - Failed to trigger \
            or complete checkpoint 12 for job 5b6f30de64bd3a9a5284bc33511bc036. (0 consecutive \
            failed attempts so far)
            org.apache.flink.↓runtime.checkpoint.CheckpointException: Checkpoint expired before \
            completing.
            """)
        ]),
      .finding(
        logs: [
          .jobManager(
            """
            2024-05-06 10:11:12,131 INFO  \
            org.apache.flink.runtime.checkpoint.CheckpointCoordinator [] - Checkpoint 17 of job \
            9ee5f488e87f39d44f7cd9e6da6ff1cd ↓expired before completing.
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension CheckpointsSucceed: LogSignature {
  package static var rank: LogRank { .loss }

  /// What aborts a checkpoint when a job starts, ends or has already failed is no reason of its own.
  package static func accepts(_ event: LogEvent) -> Bool {
    let isDecline = event.text.holds("Decline checkpoint ")
    guard isDecline || event.text.holds("CheckpointException: ") else { return true }
    if isDecline, event.exceptions.isEmpty { return false }
    let said = event.exceptions.reduce(event.text) { "\($0) \($1.type) \($1.message ?? "")" }
    return !usual.contains(where: said.holds)
  }

  private static let usual = [
    "suspending", "hut down", "shutdown", "NotReady", "not running", "not ready", "FINISHED",
    "ancel", "currently running", "job has failed", "being executed at the moment",
    "minimum time between",
  ]

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    // The job failed of it, and does not run again.
    let isFatal = story.happenings(of: JobsRun.self).contains {
      $0.episode == happening.episode && !story.runsAgain(after: $0)
    }
    return LogStatement(
      "Checkpoints fail \(happening.when)\(happening.reason.map { ": \($0)" } ?? "").",
      fix: "read why the first one was declined (storage, size, time), in the lines before",
      severity: isFatal ? .error : nil, shows: [.stateLost])
  }
}
