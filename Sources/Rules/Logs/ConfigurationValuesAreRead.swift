package import Diagnosis
import Evidence
import FlinkConfiguration

/// A value that its option cannot read.
package struct ConfigurationValuesAreRead: Rule {
  package static let texts: [LogText] = [
    .flink("Could not parse value '"),
    .flink("Time interval unit label '"),
    .flink("Memory size unit '"),
    .flink("Could not parse size-in-bytes unit"),
  ]

  package static let card = RuleCard(
    id: "FD7602", name: "configuration-values-are-read", severity: .error,
    title: "Every value of the configuration is read by its option",
    why: """
      The value is not of the form that its option wants: a unit that does not exist or is \
      missing, a word instead of a number. The process does not start, or the first that asks \
      for the option fails.
      """,
    fix: "Write the value with the right unit; `flinkdoctor explain KEY` shows the form.",
    sources: [
      "org.apache.flink.configuration.Configuration, TimeUtils, MemorySize",
      "com.typesafe.config SimpleConfig",
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .taskManager(
            """
            2024-05-06 10:11:12,131 ERROR \
            org.apache.flink.runtime.taskexecutor.TaskManagerRunner [] - TaskManager \
            initialization failed.
            java.lang.IllegalArgumentException: ↓Could not parse value '10 sekunden' for key \
            'akka.ask.timeout'.
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension ConfigurationValuesAreRead: LogSignature {
  package static var rank: LogRank { .proof }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    let key = happening.events.lazy.compactMap { $0.text.part(after: "for key '", before: "'") }
      .first
    return LogStatement(
      """
      \(happening.author.The) cannot read the value of \(key ?? "an option") \(happening.when): \
      \(happening.first.text.cut(to: 200)).
      """,
      fix: key.map { "correct the value; `flinkdoctor explain \($0)` shows its form" }
        ?? "correct the value; `flinkdoctor check` names its line",
      shows: [.doesNotStart(happening.author.asRole)])
  }
}
