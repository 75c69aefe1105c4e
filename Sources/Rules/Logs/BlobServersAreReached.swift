package import Diagnosis
package import Evidence
import FlinkConfiguration

/// Tasks need the job's jars from the BLOB server of the JobManager.
package struct BlobServersAreReached: Rule {
  package static let texts: [LogText] = [
    .flink("Could not connect to BlobServer at address "),
    .flink("Failed to fetch BLOB "),
    .flink("PUT operation failed: "),
    .flink("GET operation failed: "),
    .flink("Could not upload job files."),
  ]

  package static let card = RuleCard(
    id: "FD7204", name: "blob-servers-are-reached", severity: .error,
    title: "TaskManagers and clients reach the BLOB server",
    why: """
      The jars of a job are fetched from the BLOB server of the JobManager, at a port of its own \
      (blob.server.port, random unless set). The port is closed by a firewall, or the \
      JobManager's name has no address here. RPC works all the same.
      """,
    fix: """
      Set `blob.server.port: 6124` and open it from the TaskManagers and clients to the \
      JobManager.
      """,
    sources: [
      "org.apache.flink.runtime.blob.BlobClient"
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .taskManager(
            """
            2024-05-06 10:11:12,131 ERROR org.apache.flink.runtime.blob.BlobClient [] - ↓Failed \
            to fetch BLOB 2a1b5c/p-8f0e from jm1/10.0.0.1:6124 and store it under \
            /tmp/blobStore-1/incoming/temp-00000001 Retrying...
            java.io.IOException: Could not connect to BlobServer at address jm1/10.0.0.1:6124
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension BlobServersAreReached: LogSignature {
  package static var rank: LogRank { .network }

  /// A file that is not there is no matter of the network.
  package static func accepts(_ event: LogEvent) -> Bool {
    !event.exceptions.contains {
      ["FileNotFound", "NoSuchFile"].contains(where: $0.type.holds)
        || $0.message?.holds("FileNotFound") == true
    }
  }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    let address = happening.events.lazy
      .compactMap { $0.text.part(after: "BlobServer at address ")?.prefix { $0 != " " } }.first
    return LogStatement(
      """
      \(happening.author.The) does not get the job's jars from the BLOB server of the JobManager\
      \(address.map { " at \($0)" } ?? "") \(happening.when).
      """,
      fix: """
        write `blob.server.port: 6124` on the JobManager and open that port from all TaskManagers \
        and clients to it
        """,
      shows: [.callsFail])
  }
}
