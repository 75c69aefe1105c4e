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
    LogStatement(
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
