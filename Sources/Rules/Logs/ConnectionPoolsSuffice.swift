package import Diagnosis
import Evidence
import FlinkConfiguration

/// All connections to S3 are taken, most often by streams that nobody closed.
package struct ConnectionPoolsSuffice: Rule {
  package static let texts: [LogText] = [
    .of(.hadoop, "Timeout waiting for connection from pool")
  ]

  package static let card = RuleCard(
    id: "FD7704", name: "connection-pools-suffice", severity: .error,
    title: "The pool of connections to the object store suffices",
    why: """
      More files are open at once than the client of S3 may have connections, or somebody does \
      not close them: whoever asks next waits and fails.
      """,
    fix: """
      Write a larger s3.connection.maximum (fs.s3a.connection.maximum); close what is opened.
      """,
    sources: [
      "org.apache.http.conn.ConnectionPoolTimeoutException"
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .taskManager(
            """
            2024-05-06 10:11:12,131 WARN  org.apache.flink.runtime.taskmanager.Task [] - Source: \
            files (1/1)#0 has a fault
            Caused by: java.io.InterruptedIOException: getFileStatus on s3a://b/x: \
            com.amazonaws.SdkClientException: Unable to execute HTTP request: ↓Timeout waiting \
            for connection from pool
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension ConnectionPoolsSuffice: LogSignature {
  package static var rank: LogRank { .proof }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    LogStatement(
      """
      \(happening.author.The) has no connection to the object store left \(happening.when): \
      its pool is used up.
      """,
      fix: """
        write a larger `s3.connection.maximum` (fs.s3a.connection.maximum), and look for \
        streams that nobody closes
        """)
  }
}
