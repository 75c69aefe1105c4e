package import Diagnosis
import Evidence
import FlinkConfiguration

/// Something that is no Flink spoke to a data port.
package struct DataPortsSpeakFlink: Rule {
  package static let texts: [LogText] = [
    .flink("received incorrect magic number")
  ]

  package static let card = RuleCard(
    id: "FD7208", name: "data-ports-speak-flink", severity: .info,
    title: "Only TaskManagers speak to data ports",
    why: """
      What was received at the data port is not what TaskManagers say: a port scanner, a health \
      check, or a TaskManager with TLS against one without.
      """,
    fix: "Find who connects; point health checks elsewhere.",
    sources: [
      "org.apache.flink.runtime.io.network.netty.NettyMessage"
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .taskManager(
            """
            2024-05-06 10:11:12,131 ERROR \
            org.apache.flink.runtime.io.network.netty.PartitionRequestQueue [] - Encountered \
            error while consuming partitions (connection to /10.0.0.9:51234)
            java.lang.IllegalStateException: Network stream corrupted: ↓received incorrect magic \
            number.
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension DataPortsSpeakFlink: LogSignature {
  package static var rank: LogRank { .note }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    LogStatement(
      "Something that is no TaskManager spoke to the data port of \(happening.author.the) \(happening.when).",
      fix: "find out who connects there (a health check, a scanner), and point it elsewhere")
  }
}
