package import Diagnosis
import Evidence
import FlinkConfiguration

/// A handshake that ends over a certificate.
package struct CertificatesAreTrustedByPeers: Rule {
  package static let texts: [LogText] = [
    .of(.java, "PKIX path building failed"),
    .of(.java, "PKIX path validation failed"),
    .of(.java, "certificate_unknown"),
    .of(.java, "bad_certificate"),
    .of(.java, "CertificateExpiredException"),
    .of(.java, "CertificateNotYetValidException"),
    .of(.java, "no cipher suites in common"),
  ]

  package static let card = RuleCard(
    id: "FD7502", name: "certificates-are-trusted-by-peers", severity: .error,
    title: "The certificates of both sides are valid and trusted",
    why: """
      The TLS handshake ended because a certificate is not trusted, has expired, is not valid \
      yet (a clock that is wrong), or because the two sides have no cipher in common.
      """,
    fix: """
      Compare key store and trust store of both machines (`keytool -list -v`), and their clocks.
      """,
    sources: [
      "javax.net.ssl.SSLHandshakeException"
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .taskManager(
            """
            2024-05-06 10:11:12,131 WARN  org.apache.pekko.remote.transport.netty.NettyTransport \
            [] - Remote connection to [jm1/10.0.0.1:6123] failed with \
            javax.net.ssl.SSLHandshakeException: ↓PKIX path building failed: \
            sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid \
            certification path to requested target
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension CertificatesAreTrustedByPeers: LogSignature {
  package static var rank: LogRank { .proof }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    if let client = happening.otherClient {
      return LogStatement(
        """
        \(client) in \(happening.author.the) does not get a TLS connection to its server \
        \(happening.when)\(happening.reason.map { ": \($0)" } ?? "").
        """,
        fix: """
          import the server's authority into the trust store of the JVM on every machine (`keytool \
          -importcert -cacerts`), or name one by -Djavax.net.ssl.trustStore in env.java.opts.all; \
          security.ssl of Flink is not asked there
          """)
    }
    return LogStatement(
      """
      A TLS handshake with \(happening.author.the) fails over a certificate \(happening.when)\
      \(happening.reason.map { ": \($0)" } ?? "").
      """,
      fix: """
        compare the stores of both machines with `keytool -list -v` (validity, issuer), then their \
        clocks and security.ssl.algorithms
        """,
      shows: [.jobManagerNotFound])
  }
}

extension LogHappening {
  /// Who spoke TLS, where the trace shows that it was not Flink itself.
  fileprivate var otherClient: String? {
    let frames = events.lazy.flatMap(\.exceptions).compactMap(\.frame)
    let others: [(part: String, name: String)] = [
      ("kubernetes", "The client of the Kubernetes API"), ("okhttp3", "An HTTP client"),
      ("elasticsearch", "The Elasticsearch connector"), ("kafka", "The Kafka client"),
      ("amazonaws", "The AWS client"), ("hadoop", "The Hadoop client"),
      ("apache.http", "An HTTP client"), ("jdbc", "A database's driver"),
      ("mysql", "A database's driver"), ("mongodb", "The MongoDB client"),
    ]
    return others.first { other in frames.contains { $0.holds(other.part) } }?.name
  }
}
