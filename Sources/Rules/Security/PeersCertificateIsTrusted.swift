package import Diagnosis
import Evidence

/// This node's processes take the certificate that a peer shows.
package struct PeersCertificateIsTrusted: Rule {
  package static let card = RuleCard(
    id: "FD3243", name: "peers-certificate-is-trusted", severity: .error,
    title: "The trust store of this node trusts the certificate that the peer shows",
    why: """
      Whoever connects wants to know the other's certificate, or who signed it, from its own trust \
      store. Otherwise it breaks off: `PKIX path building failed: unable to find valid \
      certification path to requested target`.
      """,
    fix: "Import the peer's certificate, or its authority's, into this node's trust store.",
    sources: ["SSLUtils#getTrustManagerFactory"],
    examples: [
      .finding(
        "security.ssl.internal.enabled: true\nsecurity.ssl.internal.truststore: ↓/t",
        seen: [
          .store(
            "security.ssl.internal.truststore", hasKey: false, holding: [.certificate("CN=here")]),
          .peer(
            "jm1", 6123, .associated,
            tls: TLSEvidence(outcome: .secured, certificate: .certificate("CN=there"))),
        ]),
      .healthy(
        "security.ssl.internal.enabled: true\nsecurity.ssl.internal.truststore: /t",
        seen: [
          .store(
            "security.ssl.internal.truststore", hasKey: false, holding: [.certificate("CN=ca")]),
          .peer(
            "jm1", 6123, .associated,
            tls: TLSEvidence(
              outcome: .secured, certificate: .certificate("CN=there", issuer: "CN=ca"))),
        ]),
      .unknown(
        "security.ssl.internal.enabled: true\nsecurity.ssl.internal.truststore: /t",
        seen: [
          .store("security.ssl.internal.truststore", .jceks, .onlyJavaReads),
          .peer(
            "jm1", 6123, .associated,
            tls: TLSEvidence(outcome: .secured, certificate: .certificate("CN=there"))),
        ]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard exam.tlsSwitch(.internal) != nil, let trust = exam.tlsSetting(.internal, "truststore")
    else { return [] }
    return (exam.evidence.remoting ?? []).compactMap { peer in
      guard let shown = peer.tls?.certificate else { return nil }
      guard let store = exam.evidence.store(trust.key), store.opening == .opened else {
        return Verdict(
          .unknown(
            reason: "this node's trust store was not read", blockedBy: "store:\(trust.key)"),
          subject: peer.subject)
      }
      // A chain may lead there by certificates between, which only the peer knows.
      if [shown].isTrusted(by: store.certificates) {
        return Verdict(.passed, subject: peer.subject)
      }
      return shown.isSelfSigned
        ? .notTrusted(peer, shown, trust)
        : Verdict(
          .unknown(reason: "\(shown.issuer) may be trusted through another", blockedBy: nil),
          subject: peer.subject)
    }
  }
}

extension Verdict {
  fileprivate static func notTrusted(
    _ peer: RemotingEvidence, _ shown: CertificateEvidence, _ trust: Setting
  ) -> Verdict {
    Verdict(
      .finding(.error), subject: peer.subject,
      message: """
        \(peer.place) shows the certificate \(shown.subject), which \(trust.text) does not hold: \
        processes of this node break off the handshake (`PKIX path building failed`), and nothing \
        registers.
        """,
      location: trust.location, key: trust.key, peer: peer.peer, evidence: [shown.line],
      fix: Fix(
        "keytool -importcert -noprompt -alias \(peer.host) -file \(peer.host).crt -keystore "
          + trust.text),
      shows: [.unreachable(host: peer.host, port: peer.port)],
      explains: [.jobManagerNotFound, .callsFail])
  }
}
