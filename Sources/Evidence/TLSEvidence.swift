/// What became of TLS with the keys of the configuration, on one connection.
package struct TLSEvidence: Sendable, Hashable, Codable {
  package enum Outcome: String, Sendable, Hashable, Codable {
    /// The handshake is done, with certificates on both sides.
    case secured
    /// The peer speaks TLS, and one side did not want the other; `error` says why.
    case refused
    /// What came back on our first words is no TLS.
    case notSpoken
    /// The peer closed the connection on our first words, as one does that speaks no TLS.
    case closed
    case silent
  }

  package var outcome: Outcome
  /// `TLSv1.2`.
  package var version: String?
  /// The one that the peer showed.
  package var certificate: CertificateEvidence?
  /// The reason of the alert (`SSLV3_ALERT_BAD_CERTIFICATE`), or other words.
  package var error: String?
  package var durationMs: Double

  package init(
    outcome: Outcome, version: String? = nil, certificate: CertificateEvidence? = nil,
    error: String? = nil, durationMs: Double = 0
  ) {
    self.outcome = outcome
    self.version = version
    self.certificate = certificate
    self.error = error
    self.durationMs = durationMs
  }
}
