package import Diagnosis
import Evidence
import FlinkConfiguration

/// A task that ignores its cancellation takes the whole TaskManager with it.
package struct TasksEndWhenCancelled: Rule {
  package static let texts: [LogText] = [
    .flink("Task did not exit gracefully within "),
    .flink("did not react to cancelling signal"),
  ]

  package static let card = RuleCard(
    id: "FD7315", name: "tasks-end-when-cancelled", severity: .error,
    title: "Tasks end when they are cancelled",
    why: """
      A task did not end within task.cancellation.timeout (180 s) after its cancellation, so \
      Flink ends the TaskManager. User code blocks without heed of interrupts: a lock, a \
      synchronous call without a timeout.
      """,
    fix: """
      Mend the user code that blocks (its stack is in the log); `task.cancellation.timeout: 0` \
      leaves the task hanging instead.
      """,
    sources: [
      "org.apache.flink.runtime.taskmanager.Task$TaskCancelerWatchDog"
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .taskManager(
            """
            2024-05-06 10:11:12,131 ERROR \
            org.apache.flink.runtime.taskexecutor.TaskManagerRunner [] - Fatal error occurred \
            while executing the TaskManager. Shutting it down...
            org.apache.flink.util.FlinkRuntimeException: ↓Task did not exit gracefully within \
            180 + seconds.
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension TasksEndWhenCancelled: LogSignature {
  package static var rank: LogRank { .proof }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    LogStatement(
      """
      A task on \(happening.author.the) did not end within task.cancellation.timeout after it was \
      cancelled \(happening.when): Flink ends the TaskManager for it.
      """,
      fix: "see the stack of the task in the log, and give the call that blocks there a timeout")
  }
}
