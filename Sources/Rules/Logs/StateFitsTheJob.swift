package import Diagnosis
import Evidence
import FlinkConfiguration

/// A savepoint holds the state of operators by their ids, and the job that starts from it has others.
package struct StateFitsTheJob: Rule {
  package static let texts: [LogText] = [
    .flink("Cannot map checkpoint/savepoint state for operator "),
    .flink("There is no operator for the state "),
    .flink("must not be incompatible with the old state serializer"),
    .flink("Unable to restore operator"),
  ]

  package static let card = RuleCard(
    id: "FD7615", name: "state-fits-the-job", severity: .error,
    title: "The state that a job starts from fits the job",
    why: """
      The job starts from a checkpoint or savepoint of another build of itself: an operator is \
      gone or has another id (no uid() was set), or a type changed in a way that its serializer \
      cannot follow.
      """,
    fix: """
      Give every stateful operator a uid(); start with --allowNonRestoredState where the state \
      of the missing operator may be lost.
      """,
    sources: [
      "org.apache.flink.runtime.checkpoint.Checkpoints",
      "org.apache.flink.runtime.checkpoint.StateAssignmentOperation",
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .jobManager(
            """
            2024-05-06 10:11:12,131 ERROR \
            org.apache.flink.runtime.dispatcher.StandaloneDispatcher [] - Failed to submit job \
            1dd034557a79ca16f8b692f44cbcf5b2.
            java.lang.IllegalStateException: Failed to rollback to checkpoint/savepoint \
            hdfs:/flink/savepoint-8b63ea. ↓Cannot map checkpoint/savepoint state for operator \
            e30ccce83304773b609843a7d9d3e8d7 to the new program, because the operator is not \
            available in the new program. If you want to allow to skip this, you can set the \
            --allowNonRestoredState option on the CLI.
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension StateFitsTheJob: LogSignature {
  package static var rank: LogRank { .proof }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    let text = happening.first.text
    let operatorId = text.part(after: "state for operator ", before: " ")
    let path = text.part(after: "checkpoint/savepoint ", before: ". ")
    if text.holds("serializer") || text.holds("Unable to restore") {
      return LogStatement(
        """
        The state that the job starts from does not fit its types \(happening.when)\
        \(happening.reason.map { ": \($0)" } ?? "").
        """,
        fix: "change the type back or write a serializer that can follow it; else start afresh",
        shows: [.stateLost])
    }
    return LogStatement(
      """
      The job has no operator for some of the state \(path.map { "in \($0) " } ?? "")\
      \(operatorId.map { "(\($0)) " } ?? "")that it starts from \(happening.when): it was built \
      anew without a uid(), or the operator is gone.
      """,
      fix: """
        give the operator the uid() that it had, or start with `--allowNonRestoredState` if its \
        state may be lost
        """,
      shows: [.stateLost])
  }
}
