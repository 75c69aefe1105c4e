package import Diagnosis
package import Evidence
import FlinkConfiguration

/// Where no signature knows a line, an ERROR of those whose errors end something is told with its
/// innermost exception, and so is a stack trace that stands alone.
package struct ErrorsAreExplained: Rule {
  package static let texts: [LogText] = [
    .of(.flinkFormatted, " ERROR org.apache.flink.")
  ]

  package static let card = RuleCard(
    id: "FD7320", name: "errors-are-explained", severity: .error,
    title: "No error is logged that nothing else explains",
    why: """
      The process logs an error that no other signature knows, or an exception was pasted without \
      the lines around it. Its innermost exception says most, and its first frame that is not \
      Java's tells whose code it is.
      """,
    fix: "Mend what the innermost exception says; give the whole log for more.",
    sources: ["log4j's layout of Flink's shipped configuration", "public reports"],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .jobManager(
            """
            2024-05-06 10:11:12,131↓ ERROR org.apache.flink.runtime.entrypoint.ClusterEntrypoint \
            [] - The plug-in of the scheduler is not usable.
            java.lang.IllegalStateException: scheduler.mode is not set
            """)
        ]),
      .finding(
        logs: [
          .file(
            "pasted.txt",
            """
            java.lang.IllegalStateException: One or more fetchers have encountered exception
            \tat org.apache.flink.connector.base.source.reader.SourceReaderBase.getNextFetch(S.java:1)
            ↓Caused by: io.debezium.DebeziumException: could not find next log
            """)
        ]),
      .healthyRegistration,
      .healthy(
        logs: [
          .jobManager(
            """
            2024-05-06 10:11:12,131 ERROR org.apache.flink.runtime.rest.handler.job.JobDetailsHandler \
            [] - Exception occurred in REST handler: Job 1dd034557a79ca16f8b692f44cbcf5b2 not found
            """)
        ]),
    ])

  package init() {}
}

extension ErrorsAreExplained: LogSignature {
  package static var rank: LogRank { .trace }

  package static var landmark: LogLandmark? { .pastedTrace }

  /// Whose errors end a process, a job or a command; others log what a client did wrong as well.
  private static let grave: [String] = [
    ".entrypoint.", "TaskManagerRunner", "TaskExecutor", "CliFrontend", "FatalExit",
    "ApplicationDispatcherBootstrap", ".yarn.", ".dispatcher.StandaloneDispatcher",
    ".dispatcher.Dispatcher", ".jobmaster.", ".jobmanager.", ".client.", ".taskmanager.",
    ".runtime.tasks.",
  ]

  package static func accepts(_ event: LogEvent) -> Bool {
    event.ids.contains(LogLandmark.pastedTrace.rawValue)
      || grave.contains { event.logger?.holds($0) == true }
  }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    // Beside anything that is known it says nothing new.
    guard story.isPrincipal(happening) else { return nil }
    let event = happening.first
    let innermost = event.exceptions.last
    let said = innermost?.spelled ?? event.text.cut(to: 240)
    let frame = event.exceptions.last { $0.frame != nil }?.frame
    return LogStatement(
      """
      \(happening.author.The) tells an error \(happening.when): \(said)\
      \(frame.map { ", in \($0)" } ?? "").
      """,
      fix: """
        mend what that exception says\(frame.map { ", beginning at \($0)" } ?? ""); give `flinkdoctor \
        logs` the whole logs of both sides for what came before it
        """)
  }
}
