/// What one node of a rehearsal has against the certificate that another showed it.
package struct RehearsedDistrust: Sendable, Hashable, Codable {
  package enum Reason: String, Sendable, Hashable, Codable, CaseIterable {
    /// Neither it nor who signed it is in the trust store.
    case notTrusted = "not-trusted"
    case expired
    case notYetValid = "not-yet-valid"
    /// Another one is pinned.
    case fingerprint
    /// Its extended key usage is not for this side of a connection.
    case purpose
    /// It is in the trust store and who signed it is not, so that Java's clients do not show it.
    case issuerNotNamed = "issuer-not-named"
    case noCertificate = "no-certificate"
    /// Since Flink 2.3 a data port must show one that is made out to the name of its address.
    case otherName = "other-name"
  }

  /// Whether it is the dialer's certificate; else that of the one who was dialled.
  package var isDialers: Bool
  package var reason: Reason
  /// The certificate that stands in the way: the one shown, or one between it and its authority.
  package var certificate: CertificateEvidence?
  /// The file, the fingerprint or the name that it was held against, and the key to mend.
  package var trust: String
  package var key: String

  package init(
    isDialers: Bool, reason: Reason, certificate: CertificateEvidence? = nil, trust: String,
    key: String
  ) {
    self.isDialers = isDialers
    self.reason = reason
    self.certificate = certificate
    self.trust = trust
    self.key = key
  }
}
