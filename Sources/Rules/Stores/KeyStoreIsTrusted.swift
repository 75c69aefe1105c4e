package import Diagnosis
import Evidence

/// Between Flink's processes each one shows its certificate and looks at the other's.
package struct KeyStoreIsTrusted: Rule {
  package static let card = RuleCard(
    id: "FD6305", name: "key-store-is-trusted", severity: .error,
    title: "The trust store trusts the certificate of the key store",
    why: """
      TLS between JobManager and TaskManagers is mutual, and all of them are meant to have the \
      same stores. When the trust store knows neither the certificate nor who signed it, every \
      handshake ends with `PKIX path building failed` or `bad_certificate`, and nothing registers.
      """,
    fix: "Import the certificate of the key store, or of its authority, into the trust store.",
    sources: ["Flink documentation, SSL Setup: internal connectivity", "SSLUtils"],
    examples: [
      .finding(
        "security.ssl.internal.enabled: true\nsecurity.ssl.internal.keystore: /k\n"
          + "security.ssl.internal.truststore: ↓/t",
        seen: [
          .store("security.ssl.internal.keystore", holding: [.certificate("CN=new")]),
          .store(
            "security.ssl.internal.truststore", hasKey: false, holding: [.certificate("CN=old")]),
        ]),
      .healthy(
        "security.ssl.internal.enabled: true\nsecurity.ssl.internal.keystore: /k\n"
          + "security.ssl.internal.truststore: /t",
        seen: [
          .store("security.ssl.internal.keystore", holding: [.certificate("CN=flink")]),
          .store(
            "security.ssl.internal.truststore", hasKey: false, holding: [.certificate("CN=flink")]),
        ]),
      .healthy(
        "security.ssl.internal.enabled: true\nsecurity.ssl.internal.keystore: /k\n"
          + "security.ssl.internal.truststore: /t",
        seen: [
          .store(
            "security.ssl.internal.keystore",
            holding: [
              .certificate("CN=flink", issuer: "CN=middle"),
              .certificate("CN=middle", issuer: "CN=root"),
            ]),
          .store(
            "security.ssl.internal.truststore", hasKey: false, holding: [.certificate("CN=root")]),
        ]),
      .healthy(
        "security.ssl.rest.enabled: true\nsecurity.ssl.rest.keystore: /k",
        seen: [.store("security.ssl.rest.keystore", holding: [.certificate("CN=flink")])]),
      .unknown(
        "security.ssl.internal.enabled: true\nsecurity.ssl.internal.keystore: /k\n"
          + "security.ssl.internal.truststore: /t",
        seen: [
          .store("security.ssl.internal.keystore", holding: [.certificate("CN=flink")]),
          .store("security.ssl.internal.truststore", .jceks, .onlyJavaReads),
        ]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard exam.tlsSwitch(.internal) != nil, exam.role != .client, exam.evidence.stores != nil
    else { return [] }
    let stores = exam.stores.filter { $0.part == .internal }
    guard let keys = stores.first(where: { $0.kind == .keyStore }),
      let trust = stores.first(where: { $0.kind == .trustStore })
    else { return [] }
    var contents: [[CertificateEvidence]] = []
    for store in [keys, trust] {
      guard let seen = exam.evidence.store(store.file.key), seen.opening == .opened else {
        throw Unknown(
          subject: trust.subject, reason: "the \(store.noun) was not read",
          blockedBy: store.subject)
      }
      contents.append(seen.certificates)
    }
    let (shown, trusted) = (contents[0], contents[1])
    // What an empty store does is told for itself.
    guard let leaf = shown.first, !trusted.isEmpty else { return [] }
    return [shown.isTrusted(by: trusted) ? trust.passed : .notTrusted(keys, trust, leaf, trusted)]
  }
}

extension [CertificateEvidence] {
  /// Whether the chain leads to a certificate that is trusted, by names; signatures are not tried.
  func isTrusted(by trusted: [CertificateEvidence]) -> Bool {
    contains { certificate in
      trusted.contains {
        $0.fingerprint == certificate.fingerprint
          || !certificate.isSelfSigned && $0.subject == certificate.issuer
      }
    }
  }
}

extension Verdict {
  fileprivate static func notTrusted(
    _ keys: StoreSetting, _ trust: StoreSetting, _ leaf: CertificateEvidence,
    _ trusted: [CertificateEvidence]
  ) -> Verdict {
    trust.finding(
      .error,
      """
      \(trust.file.text) trusts neither the certificate \(leaf.subject) of \(keys.file.text) nor \
      its issuer \(leaf.issuer): processes with these stores refuse each other (`PKIX path \
      building failed`).
      """,
      fix:
        "keytool -exportcert -rfc -alias flink -keystore \(keys.file.text) | keytool -importcert "
        + "-noprompt -alias flink -keystore \(trust.file.text)",
      evidence: [leaf.line] + trusted.prefix(3).map(\.line),
      related: keys.file.related("the key store"), explains: [.jobManagerNotFound, .callsFail])
  }
}
