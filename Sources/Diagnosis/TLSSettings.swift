import FlinkConfiguration

/// One of the two places where Flink speaks TLS, each with a switch and stores of its own.
package enum TLSPart: String, Sendable, Hashable, CaseIterable {
  /// Between JobManager and TaskManagers: RPC, blob server, shuffle.
  case `internal`
  /// At the REST endpoint and the web interface.
  case rest
}

/// A file with keys or trust that the configuration names, and what opens it.
package struct StoreSetting: Sendable {
  package enum Kind: Sendable, Hashable {
    case keyStore
    case trustStore
    case keytab
  }

  package var kind: Kind
  /// nil for Kerberos.
  package var part: TLSPart?
  /// The option that names the file.
  package var file: Setting
  package var password: Setting?
  /// Of the private key within.
  package var keyPassword: Setting?

  /// What verdicts about it are about.
  package var subject: String { "store:\(file.key)" }
}

extension Examination {
  /// What switches TLS on in this part; nil where it is off.
  ///
  /// `SSLUtils#isInternalSSLEnabled`: up to 1.20 `security.ssl.enabled` stands for both parts where
  /// they have no switch of their own.
  package func tlsSwitch(_ part: TLSPart) -> Setting? {
    let own = setting("security.ssl.\(part.rawValue).enabled")
    let both = version < FlinkVersion(2, 0) ? setting("security.ssl.enabled") : nil
    return (own ?? both).flatMap { $0.text.lowercased() == "true" ? $0 : nil }
  }

  /// An option of the part, or the one that stands for both parts.
  package func tlsSetting(_ part: TLSPart, _ name: String) -> Setting? {
    setting("security.ssl.\(part.rawValue).\(name)") ?? setting("security.ssl.\(name)")
  }

  /// Whether the traffic that such an option is about is inside TLS: `taskmanager.data.ssl.enabled` and
  /// its like can only take it out of what is between processes.
  package func isInsideTLS(unless option: String) -> Bool {
    tlsSwitch(.internal) != nil && text(option)?.lowercased() != "false"
  }

  /// The certificate that processes take from each other, and then no other; nil where the trust store
  /// decides.
  package var pinnedCertificate: Setting? {
    setting("security.ssl.internal.cert.fingerprint")
      .flatMap { $0.text.contains { $0 != " " } ? $0 : nil }
  }

  /// The stores that Flink opens under this version, each key once.
  package var stores: [StoreSetting] {
    var stores: [StoreSetting] = []
    for part in TLSPart.allCases where tlsSwitch(part) != nil {
      if let file = tlsSetting(part, "keystore") {
        stores.append(
          StoreSetting(
            kind: .keyStore, part: part, file: file,
            password: tlsSetting(part, "keystore-password"),
            keyPassword: tlsSetting(part, "key-password")))
      }
      if let file = tlsSetting(part, "truststore"), needsTrust(part) {
        stores.append(
          StoreSetting(
            kind: .trustStore, part: part, file: file,
            password: tlsSetting(part, "truststore-password")))
      }
    }
    if let file = setting("security.kerberos.login.keytab"), !file.text.isEmpty {
      stores.append(StoreSetting(kind: .keytab, file: file))
    }
    var keys: Set<String> = []
    return stores.filter { keys.insert($0.file.key).inserted }
  }

  /// The REST endpoint looks at no client's certificate unless told to; up to 1.17 its clients, the
  /// processes' own ones among them, need the trust store all the same.
  private func needsTrust(_ part: TLSPart) -> Bool {
    part == .internal || version < FlinkVersion(1, 18)
      || setting("security.ssl.rest.authentication-enabled")?.text.lowercased() == "true"
  }
}
