package import Diagnosis
import Evidence
import FlinkConfiguration

/// A line of the configuration that Flink drops, in its own words.
package struct ConfigurationLinesAreRead: Rule {
  package static let texts: [LogText] = [
    .flink("Error while trying to split key and value in configuration file "),
    .flink("Error after splitting key and value in configuration file "),
  ]

  package static let card = RuleCard(
    id: "FD7601", name: "configuration-lines-are-read", severity: .warning,
    title: "Every line of the configuration is read",
    why: """
      Flink drops the line, and the default of its option is in force: there is no blank after \
      the colon, the value is missing, or keys are nested in a flat file.
      """,
    fix: "Write `key: value` with a blank; `flinkdoctor check` shows every such line.",
    sources: [
      "org.apache.flink.configuration.GlobalConfiguration (to 1.20",
      "in 2.x the migration tool alone)",
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .taskManager(
            """
            2024-05-06 10:11:12,131 WARN  org.apache.flink.configuration.GlobalConfiguration [] \
            - ↓Error while trying to split key and value in configuration file \
            /srv/flink/conf/flink-conf.yaml:12: Line is not a key-value pair (missing space \
            after ':'?)
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension ConfigurationLinesAreRead: LogSignature {
  package static var rank: LogRank { .note }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    let place = happening.first.text.part(after: "in configuration file ", before: ": ")
    return LogStatement(
      """
      \(happening.author.The) dropped a line of its configuration \(happening.when)\
      \(place.map { ": \($0)" } ?? ""). The default is in force instead.
      """,
      fix:
        "write `key: value` with a blank after the colon; `flinkdoctor check` shows every such line"
    )
  }
}
