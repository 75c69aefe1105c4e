/// What this side of TLS shows and offers, as the configuration has it.
package struct TLSKeys: Sendable, Hashable {
  package var keyStore: StoreTarget
  /// The text of `security.ssl.protocol`.
  package var protocols: String
  /// The text of `security.ssl.algorithms`.
  package var algorithms: String

  /// nil where peers are taken as they come.
  package var trust: Trust?

  package init(
    keyStore: StoreTarget, protocols: String = "", algorithms: String = "", trust: Trust? = nil
  ) {
    self.keyStore = keyStore
    self.protocols = protocols
    self.algorithms = algorithms
    self.trust = trust
  }
}

extension TLSKeys {
  /// Against what a peer's certificate is held.
  package enum Trust: Sendable, Hashable {
    case store(StoreTarget)
    /// SHA-1, as `CertificateFacts.sha1` has them.
    case fingerprints([String])
    case unread
  }

  /// A fingerprint as Flink takes it, with colons or without, as `CertificateFacts.sha1` has it.
  package static func fingerprint(_ text: String) -> String {
    let digits = text.uppercased().filter { $0.isHexDigit }
    return stride(from: 0, to: digits.count, by: 2).map { at in
      String(digits.dropFirst(at).prefix(2))
    }.joined(separator: ":")
  }
}
