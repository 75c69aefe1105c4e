package import Diagnosis
import Evidence
import FlinkConfiguration

/// Plain text on a TLS port, seen from the side that has TLS.
package struct TLSIsWhereItIsExpected: Rule {
  package static let texts: [LogText] = [
    .flink("not an SSL/TLS record")
  ]

  package static let card = RuleCard(
    id: "FD7501", name: "tls-is-where-it-is-expected", severity: .error,
    title: "What connects to a TLS port speaks TLS",
    why: """
      This side has TLS and the other one speaks plain text: security.ssl.internal.enabled (or \
      security.ssl.rest.enabled) differs between the machines, or a health check knows nothing \
      of TLS.
      """,
    fix: "Write the same security.ssl options on all machines and clients.",
    sources: [
      "NotSslRecordException of Netty"
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .jobManager(
            """
            2024-05-06 10:11:12,131 WARN  org.apache.pekko.remote.transport.netty.NettyTransport \
            [] - Remote connection to [/10.77.0.22:42928] failed with \
            org.apache.flink.shaded.netty4.io.netty.handler.ssl.NotSslRecordException: ↓not an \
            SSL/TLS record: 00000032
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension TLSIsWhereItIsExpected: LogSignature {
  package static var rank: LogRank { .proof }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    LogStatement(
      """
      \(happening.author.The) has TLS, and somebody speaks plain text to it \(happening.when)\
      \(happening.socket.map { " (\($0))" } ?? "").
      """,
      fix:
        "write the same security.ssl.internal.enabled and security.ssl.rest.enabled on all machines",
      shows: [.jobManagerNotFound])
  }
}
