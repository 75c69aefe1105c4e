package import Diagnosis
import Evidence

/// A peer takes the certificate that this node's processes would show.
package struct TLSHandshakeSucceeds: Rule {
  package static let card = RuleCard(
    id: "FD3242", name: "t-l-s-handshake-succeeds", severity: .error,
    title: "The TLS handshake with the configuration's own keys succeeds",
    why: """
      Between Flink's processes both sides show a certificate and both want one that they trust. \
      A peer that refuses this node's own key store refuses every process of this node: no \
      TaskManager registers from here. The same happens where the two sides have no protocol or \
      cipher in common (`no cipher suites in common`).
      """,
    fix: "Give all nodes the same stores, security.ssl.protocol and security.ssl.algorithms.",
    sources: ["SSLUtils#createInternalServerSSLEngineFactory", "RFC 5246, 7.2.2: error alerts"],
    examples: [
      .finding(
        "jobmanager.rpc.address: jm1\nsecurity.ssl.internal.enabled: true\n"
          + "security.ssl.internal.keystore: ↓/k",
        seen: [
          .peer(
            "jm1", 6123, .tls,
            tls: TLSEvidence(outcome: .refused, error: "SSLV3_ALERT_CERTIFICATE_UNKNOWN"))
        ]),
      .finding(
        "jobmanager.rpc.address: jm1\nsecurity.ssl.internal.enabled: true\n"
          + "security.ssl.internal.keystore: /k\nsecurity.ssl.algorithms: ↓TLS_RSA_OLD",
        seen: [
          .peer(
            "jm1", 6123, .tls,
            tls: TLSEvidence(outcome: .refused, error: "SSLV3_ALERT_HANDSHAKE_FAILURE"))
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1\nsecurity.ssl.internal.enabled: true\n"
          + "security.ssl.internal.keystore: /k",
        seen: [.peer("jm1", 6123, .associated, tls: TLSEvidence(outcome: .secured))]),
      .unknown(
        "jobmanager.rpc.address: jm1\nsecurity.ssl.internal.enabled: true\n"
          + "security.ssl.internal.keystore: /k",
        seen: [
          .store("security.ssl.internal.keystore", .jceks, .onlyJavaReads),
          .peer("jm1", 6123, .tls),
        ]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard exam.tlsSwitch(.internal) != nil else { return [] }
    return (exam.evidence.remoting ?? []).compactMap { peer in
      switch peer.tls?.outcome {
      case .secured?: return Verdict(.passed, subject: peer.subject)
      case .refused?: return .refused(peer, exam)
      case nil where peer.outcome == .tls:
        let store = exam.tlsSetting(.internal, "keystore")
        return Verdict(
          .unknown(
            reason: "this node's key store was not read", blockedBy: store.map { "store:\($0.key)" }
          ), subject: peer.subject)
      default: return nil
      }
    }
  }
}

extension TLSEvidence {
  /// Whether the two sides found no version or cipher that both have.
  fileprivate var lacksCommonGround: Bool {
    let reasons = ["HANDSHAKE_FAILURE", "PROTOCOL_VERSION", "NO_SHARED_CIPHER", "INSUFFICIENT"]
    return reasons.contains { (error ?? "").contains($0) }
  }
}

extension Verdict {
  fileprivate static func refused(_ peer: RemotingEvidence, _ exam: Examination) -> Verdict {
    let keyStore = exam.tlsSetting(.internal, "keystore")
    let algorithms = exam.setting("security.ssl.algorithms")
    let `protocol` = exam.setting("security.ssl.protocol")
    let isGround = peer.tls?.lacksCommonGround == true
    let setting = (isGround ? algorithms ?? `protocol` : nil) ?? keyStore
    let why =
      isGround
      ? "The two sides have no protocol or cipher in common, or the peer wants another certificate"
      : "It does not trust the certificate of this node's key store"
    let fix =
      isGround
      ? "give both sides the same security.ssl.protocol, security.ssl.algorithms and stores"
      : "import the certificate of \(keyStore?.text ?? "this node's key store"), or its authority's, "
        + "into the trust store of \(peer.host)"
    return Verdict(
      .finding(.error), subject: peer.subject,
      message: """
        \(peer.place) breaks off the TLS handshake with this node's own keys \
        (\(peer.tls?.error ?? "no reason given")). \(why): nothing registers from here.
        """,
      location: setting?.location, key: setting?.key, peer: peer.peer, evidence: [peer.tlsLine],
      fix: Fix(fix), shows: [.unreachable(host: peer.host, port: peer.port)],
      explains: [.jobManagerNotFound, .callsFail])
  }
}
