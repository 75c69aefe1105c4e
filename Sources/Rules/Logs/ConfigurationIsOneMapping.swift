package import Diagnosis
import Evidence
import FlinkConfiguration

/// A config.yaml that is no YAML.
package struct ConfigurationIsOneMapping: Rule {
  package static let texts: [LogText] = [
    .flink("Failed to parse YAML configuration", since: FlinkVersion(1, 19))
  ]

  package static let card = RuleCard(
    id: "FD7603", name: "configuration-is-one-mapping", severity: .error,
    title: "config.yaml is valid YAML",
    why: """
      From 1.19 on config.yaml is read as YAML in earnest: a key twice, a tab, wrong indentation \
      or an open quote ends the process before it writes a log; the words are in the .out file.
      """,
    fix: "Correct the file where the message says; `flinkdoctor check` shows the place.",
    sources: [
      "org.apache.flink.configuration.YamlParserUtils (1.19)"
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .file(
            "jobmanager.out",
            """
            Exception in thread "main" java.lang.RuntimeException: ↓Failed to parse YAML \
            configuration
            Caused by: org.snakeyaml.engine.v2.exceptions.DuplicateKeyException: found duplicate \
            key taskmanager
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension ConfigurationIsOneMapping: LogSignature {
  package static var rank: LogRank { .proof }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    LogStatement(
      """
      The file config.yaml cannot be read, and nothing starts \(happening.when)\
      \(happening.reason.map { ": \($0)" } ?? "").
      """,
      fix: "correct the file; `flinkdoctor check --static` shows line and column")
  }
}
