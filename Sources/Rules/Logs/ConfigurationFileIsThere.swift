package import Diagnosis
import Evidence
import FlinkConfiguration

/// A configuration folder without its file.
package struct ConfigurationFileIsThere: Rule {
  package static let texts: [LogText] = [
    .flink("The Flink config file '")
  ]

  package static let card = RuleCard(
    id: "FD7612", name: "configuration-file-is-there", severity: .error,
    title: "The configuration file is where Flink looks for it",
    why: """
      The folder that the process was given has no flink-conf.yaml (config.yaml from 1.19 on): a \
      wrong FLINK_CONF_DIR or --configDir, or a mount that is missing.
      """,
    fix: "Set FLINK_CONF_DIR to the folder with the file.",
    sources: [
      "org.apache.flink.configuration.GlobalConfiguration"
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
            org.apache.flink.configuration.IllegalConfigurationException: ↓The Flink config file \
            '/opt/flink/conf/flink-conf.yaml' (/opt/flink/conf/flink-conf.yaml) does not exist.
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension ConfigurationFileIsThere: LogSignature {
  package static var rank: LogRank { .proof }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    LogStatement(
      """
      The configuration file is not where \(happening.author.the) looks for it: \
      \(happening.first.text.cut(to: 200)).
      """,
      fix: "set FLINK_CONF_DIR (or --configDir) to the folder that has the file",
      shows: [.doesNotStart(happening.author.asRole)])
  }
}
