package import Diagnosis
import Evidence
import FlinkConfiguration

/// A certificate is good for a time, by the clock of the one who looks at it.
package struct CertificatesAreValid: Rule {
  package static let card = RuleCard(
    id: "FD6304", name: "certificates-are-valid", severity: .error,
    title: "The certificates in the stores are valid now and stay so for two weeks",
    why: """
      Past its end a certificate that an authority has signed is refused, and with it every new \
      connection: running jobs go on until the first one breaks. A certificate that lies itself in \
      the trust store is taken by Java whatever its dates, so Flink's own processes do not mind; \
      browsers, curl and other clients of REST do.
      """,
    fix: "Make a new certificate, put it into the key store of every node, and restart.",
    sources: [
      "sun.security.validator.PKIXValidator#engineValidate (a trusted end entity is not validated)",
      "a cluster of Flink 1.20.5 on an expired self-signed certificate: the TaskManager registers",
    ],
    examples: [
      .finding(
        "security.ssl.internal.enabled: true\nsecurity.ssl.internal.keystore: ↓/k",
        seen: [
          .store(
            "security.ssl.internal.keystore",
            holding: [.certificate("CN=flink", issuer: "CN=ca", to: -1)])
        ]),
      .finding(
        "security.ssl.internal.enabled: true\nsecurity.ssl.internal.keystore: ↓/k",
        seen: [
          .store(
            "security.ssl.internal.keystore",
            holding: [.certificate("CN=flink", issuer: "CN=ca", from: 1)])
        ]),
      .finding(
        "security.ssl.internal.enabled: true\nsecurity.ssl.internal.keystore: ↓/k", .warning,
        seen: [
          .store(
            "security.ssl.internal.keystore",
            holding: [.certificate("CN=flink", issuer: "CN=ca", to: 13)])
        ]),
      .finding(
        "security.ssl.internal.enabled: true\nsecurity.ssl.internal.keystore: ↓/k\n"
          + "security.ssl.internal.truststore: /t", .info,
        seen: [
          .store("security.ssl.internal.keystore", holding: [.certificate("CN=flink", to: -1)]),
          .store(
            "security.ssl.internal.truststore", hasKey: false,
            holding: [.certificate("CN=flink", to: -1)]),
        ]),
      .finding(
        "security.ssl.rest.enabled: true\nsecurity.ssl.rest.keystore: ↓/k", .warning,
        version: .init(1, 18),
        seen: [.store("security.ssl.rest.keystore", holding: [.certificate("CN=flink", to: -1)])]),
      .healthy(
        "security.ssl.internal.enabled: true\nsecurity.ssl.internal.keystore: /k",
        seen: [.store("security.ssl.internal.keystore", holding: [.certificate("CN=flink")])]),
      .healthy(
        "security.ssl.internal.enabled: true\nsecurity.ssl.internal.truststore: /k",
        seen: [
          .store(
            "security.ssl.internal.truststore", hasKey: false,
            holding: [.certificate("CN=old ca", to: -1), .certificate("CN=new ca")])
        ]),
      .unknown(
        "security.ssl.internal.enabled: true\nsecurity.ssl.internal.keystore: /k",
        seen: [.store("security.ssl.internal.keystore", .jceks, .onlyJavaReads)]),
    ])

  /// Enough to make a new one without a night shift.
  private static let notice: Double = 14 * 86400

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    exam.eachOpenStore { store, evidence in
      // Those of others may grow old in a trust store: what counts is the one that is shown.
      let shown = store.kind == .keyStore ? evidence.certificates : []
      if let late = shown.first(where: { $0.endsInSeconds < 0 }) {
        return .notValid(store, late, "ended at \(late.notAfter)", exam.gravity(of: late, store))
      }
      if let early = shown.first(where: { $0.startsInSeconds > 0 }) {
        return .notValid(
          store, early, "begins at \(early.notBefore), by this node's clock in the future",
          exam.gravity(of: early, store))
      }
      if let soon = shown.first(where: { $0.endsInSeconds < Self.notice }),
        exam.gravity(of: soon, store) != .info
      {
        return .endsSoon(store, soon)
      }
      return store.passed
    }
  }
}

extension Examination {
  /// How grave it is when a certificate is not valid: Java takes one that is itself trusted, and
  /// strangers only come to REST.
  fileprivate func gravity(of certificate: CertificateEvidence, _ store: StoreSetting) -> Severity {
    let trust = store.part.flatMap { tlsSetting($0, "truststore") }
    let isTrustedItself =
      trust.flatMap { evidence.store($0.key) }?.certificates
      .contains { $0.fingerprint == certificate.fingerprint } ?? certificate.isSelfSigned
    guard isTrustedItself else { return .error }
    return store.part == .rest ? .warning : .info
  }
}

extension Verdict {
  fileprivate static func notValid(
    _ store: StoreSetting, _ certificate: CertificateEvidence, _ what: String, _ severity: Severity
  ) -> Verdict {
    let effect =
      switch severity {
      case .error: "Whoever is shown it refuses the connection, and nothing registers"
      case .warning: "Browsers, curl and other clients of REST refuse it"
      case .info:
        "Flink's own processes take it all the same, since it lies in their trust store itself"
      }
    return store.finding(
      severity,
      "The certificate \(certificate.subject) in \(store.file.text) \(what). \(effect).",
      fix: "make a new certificate and put it into the key store of every node; if its dates are "
        + "right, set this node's clock",
      evidence: [certificate.line],
      explains: severity == .error ? [.jobManagerNotFound, .callsFail] : [])
  }

  fileprivate static func endsSoon(
    _ store: StoreSetting, _ certificate: CertificateEvidence
  ) -> Verdict {
    store.finding(
      .warning,
      """
      The certificate \(certificate.subject) in \(store.file.text) ends in \
      \(Int(certificate.endsInSeconds / 86400)) days, at \(certificate.notAfter). After that every \
      new connection is refused.
      """,
      fix: "make a new certificate and put it into the key store of every node",
      evidence: [certificate.line])
  }
}

extension CertificateEvidence {
  var line: EvidenceLine {
    EvidenceLine(
      source: "certificate", text: "\(subject), issued by \(issuer), \(notBefore) to \(notAfter)")
  }
}
