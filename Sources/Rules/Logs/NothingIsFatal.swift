package import Diagnosis
package import Evidence
import FlinkConfiguration

/// A fatal error ends its process, and the trace below it says why.
package struct NothingIsFatal: Rule {
  package static let texts: [LogText] = [
    .flink("Fatal error occurred in "),
    .flink("FATAL: Thread '"),
    .flink("Fatal error occurred while executing the TaskManager"),
    .flink("Could not start cluster entrypoint "),
    .of(.flinkFormatted, " down with application status FAILED. Diagnostics "),
  ]

  package static let card = RuleCard(
    id: "FD7313", name: "nothing-is-fatal", severity: .error,
    title: "No process meets a fatal error",
    why: """
      An error that Flink takes for fatal ended this process. Its peers see the rest: \
      Disassociated, lost heartbeats. The innermost exception of the trace is the reason.
      """,
    fix: "Mend what the innermost exception says.",
    sources: [
      "org.apache.flink.runtime.util.FatalExitExceptionHandler",
      "TaskExecutor#onFatalError",
      "ClusterEntrypoint#onFatalError",
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .taskManager(
            """
            2024-05-06 10:11:12,131 ERROR \
            org.apache.flink.runtime.taskexecutor.TaskManagerRunner [] - ↓Fatal error occurred \
            while executing the TaskManager. Shutting it down...
            java.lang.IllegalStateException: the local state directory is gone
            """)
        ]),
      .healthyRegistration,
      .healthy(
        logs: [
          .taskManager(
            """
            2024-05-06 10:11:12,131 ERROR org.apache.flink.runtime.taskexecutor.TaskExecutor [] \
            - Fatal error occurred in TaskExecutor \
            akka.tcp://flink@10.0.0.2:41001/user/rpc/taskmanager_0.
            org.apache.flink.runtime.taskexecutor.exceptions.RegistrationTimeoutException: Could \
            not register at the ResourceManager within the specified maximum registration \
            duration PT5M.
            """)
        ]),
    ])

  package init() {}
}

extension NothingIsFatal: LogSignature {
  package static var rank: LogRank { .inferred }

  package static func accepts(_ event: LogEvent) -> Bool {
    // A job that failed by itself ends its cluster in application mode, without diagnostics.
    (!event.text.holds(" down with application status ") || event.text.holds("Exception"))
      && !event.exceptions.contains { $0.type.holds("RegistrationTimeoutException") }
  }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    let reason =
      happening.reason ?? happening.first.text.part(after: "FAILED. Diagnostics ")?.cut(to: 240)
    return LogStatement(
      """
      A fatal error ended \(happening.author.the) \(happening.when)\
      \(reason.map { ": \($0)" } ?? "; the trace says why").
      """,
      fix: "read the innermost `Caused by:` below that line, and mend what it says")
  }
}
