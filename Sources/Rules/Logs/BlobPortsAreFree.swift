package import Diagnosis
import Evidence
import FlinkConfiguration

/// Without a port for the BLOB server the JobManager does not start.
package struct BlobPortsAreFree: Rule {
  package static let texts: [LogText] = [
    .flink("Unable to open BLOB Server in specified port range: ")
  ]

  package static let card = RuleCard(
    id: "FD7203", name: "blob-ports-are-free", severity: .error,
    title: "The port of the BLOB server can be opened",
    why: """
      No port of blob.server.port can be opened: another process holds it, or, with TLS on, the \
      key store does not open.
      """,
    fix: "Free the port, or write a range; with TLS look at the key store as well.",
    sources: [
      "org.apache.flink.runtime.blob.BlobServer"
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .jobManager(
            """
            2024-05-06 10:11:12,131 ERROR org.apache.flink.runtime.entrypoint.ClusterEntrypoint \
            [] - Could not start cluster entrypoint StandaloneSessionClusterEntrypoint.
            Caused by: java.io.IOException: ↓Unable to open BLOB Server in specified port range: \
            6124
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension BlobPortsAreFree: LogSignature {
  package static var rank: LogRank { .proof }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    LogStatement(
      """
      \(happening.author.The) ended at its start \(happening.when): no port of blob.server.port \
      can be opened, because another process holds it or because the key store does not open.
      """,
      fix: "see who holds the port with `ss -ltnp`; with TLS read the cause below the line",
      shows: [.doesNotStart(.jobManager)])
  }
}
