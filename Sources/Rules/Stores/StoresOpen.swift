package import Diagnosis
import Evidence

/// A store opens with the configured passwords and holds what it is for.
package struct StoresOpen: Rule {
  package static let card = RuleCard(
    id: "FD6302", name: "stores-open", severity: .error,
    title: "The stores open with their passwords and hold keys and trust",
    why: """
      Java loads PKCS#12 and JKS, and ends the process on anything else (`toDerInputStream rejects \
      tag type 66`) and on a wrong password (`keystore password was incorrect`, `Get Key failed: \
      Given final block not properly padded`). A key store without a private key is worse: the \
      process starts, and every TLS handshake fails.
      """,
    fix: "Set the passwords that the stores were made with; convert other formats to PKCS#12.",
    sources: ["org.apache.flink.runtime.net.SSLUtils, run on 1.12.5 and 1.20.5 with each fault"],
    examples: [
      .finding(
        "security.ssl.internal.enabled: true\nsecurity.ssl.internal.keystore: ↓/k",
        seen: [.store("security.ssl.internal.keystore", .pkcs12, .wrongPassword)]),
      .finding(
        "security.ssl.internal.enabled: true\nsecurity.ssl.internal.keystore: ↓/k",
        seen: [.store("security.ssl.internal.keystore", .pem, .opened)]),
      .finding(
        "security.ssl.internal.enabled: true\nsecurity.ssl.internal.keystore: ↓/k",
        seen: [.store("security.ssl.internal.keystore", .empty, .malformed)]),
      .finding(
        "security.ssl.internal.enabled: true\nsecurity.ssl.internal.keystore: ↓/k\n"
          + "security.ssl.internal.key-password: other",
        seen: [
          .store(
            "security.ssl.internal.keystore", keyPasswordFits: false,
            holding: [.certificate("CN=flink")])
        ]),
      .finding(
        "security.ssl.internal.enabled: true\nsecurity.ssl.internal.keystore: ↓/k",
        seen: [
          .store(
            "security.ssl.internal.keystore", hasKey: false, holding: [.certificate("CN=flink")])
        ]),
      .finding(
        "security.ssl.internal.enabled: true\nsecurity.ssl.internal.truststore: ↓/k",
        seen: [.store("security.ssl.internal.truststore", hasKey: false)]),
      .healthy(
        "security.ssl.internal.enabled: true\nsecurity.ssl.internal.keystore: /k",
        seen: [.store("security.ssl.internal.keystore", holding: [.certificate("CN=flink")])]),
      .healthy(
        "security.ssl.internal.enabled: true\nsecurity.ssl.internal.truststore: /k",
        seen: [
          .store(
            "security.ssl.internal.truststore", hasKey: false, holding: [.certificate("CN=flink")])
        ]),
      .finding(
        "security.ssl.internal.enabled: true\nsecurity.ssl.internal.keystore: ↓/k\n"
          + "security.ssl.internal.key-password: other",
        seen: [
          .store(
            "security.ssl.internal.keystore", .jks, keyPasswordFits: false,
            holding: [.certificate("CN=flink")])
        ]),
      .unknown(
        "security.ssl.internal.enabled: true\nsecurity.ssl.internal.keystore: /k",
        seen: [.store("security.ssl.internal.keystore", .pkcs12, .malformed)]),
      .unknown(
        "security.ssl.internal.enabled: true\nsecurity.ssl.internal.keystore: /k",
        seen: [.store("security.ssl.internal.keystore", .jceks, .onlyJavaReads)]),
      .unknown(
        "security.ssl.internal.enabled: true\nsecurity.ssl.internal.keystore: /k",
        seen: [.store("security.ssl.internal.keystore", .missing)]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    exam.eachStore([.keyStore, .trustStore]) { store, evidence in
      guard evidence.access == .readable, let kind = evidence.kind else {
        return store.unknown("the file cannot be read", blockedBy: store.subject)
      }
      switch kind {
      case .pem, .empty, .unknown, .keytab: return .notForJava(store, kind)
      case .jceks:
        return store.unknown("it is in a format that only Java reads", blockedBy: store.subject)
      case .pkcs12, .jks: break
      }
      switch evidence.opening {
      case .wrongPassword: return .wrongPassword(store, isJKS: kind == .jks)
      case .opened where store.kind == .keyStore && evidence.hasKey == false: return .noKey(store)
      case .opened where evidence.keyPasswordFits == false:
        return .wrongKeyPassword(store, isJKS: kind == .jks)
      case .opened where store.kind == .trustStore && evidence.certificates.isEmpty:
        return .noTrust(store)
      case .opened: return store.passed
      case .malformed, .onlyJavaReads:
        return store.unknown("it cannot be read here: \(evidence.error ?? "unknown format")")
      case nil: return store.unknown("no password is set for it")
      }
    }
  }
}

extension Verdict {
  fileprivate static func notForJava(_ store: StoreSetting, _ kind: StoreEvidence.Kind) -> Verdict {
    let what =
      switch kind {
      case .pem: "PEM, which Java does not load as a store"
      case .empty: "empty"
      case .keytab: "a Kerberos keytab"
      default: "no key store"
      }
    let fix =
      kind == .pem
      ? store.kind == .keyStore
        ? "openssl pkcs12 -export -in \(store.file.text) -out keystore.p12 -name flink"
        : "keytool -importcert -noprompt -file \(store.file.text) -keystore truststore.p12 "
          + "-storetype PKCS12"
      : "\(store.file.key): /path/to/the/store.p12"
    return store.finding(
      .error,
      """
      \(store.file.text) is \(what): \(store.victims) (`Failed to initialize SSL for the blob \
      server`).
      """,
      fix: fix, explains: store.symptomsOfNoStart, keepsFromStarting: true)
  }

  fileprivate static func wrongPassword(_ store: StoreSetting, isJKS: Bool) -> Verdict {
    let key = store.password?.key ?? "\(store.file.key)-password"
    return store.finding(
      .error,
      """
      The password of \(key) does not open \(store.file.text): \(store.victims) (`java.io\
      .IOException: \(isJKS ? "Keystore was tampered with, or" : "keystore") password was incorrect`).
      """,
      fix: "\(key): the password that the \(store.noun) was made with",
      related: store.password?.related("the password") ?? [], explains: store.symptomsOfNoStart,
      keepsFromStarting: true)
  }

  fileprivate static func wrongKeyPassword(_ store: StoreSetting, isJKS: Bool) -> Verdict {
    let key = store.keyPassword?.key ?? "security.ssl.key-password"
    let what =
      isJKS
      ? "\(key) does not open the private key in \(store.file.text)"
      : "\(key) differs from the password of \(store.file.text), and PKCS#12 protects the private "
        + "key with that one"
    let error = isJKS ? "Cannot recover key" : "Get Key failed"
    return store.finding(
      .error, "\(what): \(store.victims) (`UnrecoverableKeyException: \(error)`).",
      fix: isJKS
        ? "\(key): the password that the key was made with (keytool -keypass)"
        : "\(key): the same password as \(store.password?.key ?? "that of the store")",
      related: store.keyPassword?.related("the password of the key") ?? [],
      explains: store.symptomsOfNoStart, keepsFromStarting: true)
  }

  fileprivate static func noKey(_ store: StoreSetting) -> Verdict {
    store.finding(
      .error,
      """
      \(store.file.text) holds certificates and no private key: processes start with it, and every \
      TLS handshake with them fails, so that no TaskManager registers.
      """,
      fix: "\(store.file.key): a store with a private key; this one looks like a trust store",
      explains: [.jobManagerNotFound])
  }

  fileprivate static func noTrust(_ store: StoreSetting) -> Verdict {
    store.finding(
      .error,
      """
      \(store.file.text) holds no certificate, so that nobody is trusted: every TLS handshake \
      fails (`the trustAnchors parameter must be non-empty`).
      """,
      fix: "keytool -importcert -file flink.crt -keystore \(store.file.text) -storetype PKCS12",
      explains: [.jobManagerNotFound])
  }
}
