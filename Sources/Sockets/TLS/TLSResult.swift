import NIOSSL

/// What became of TLS on one connection.
package struct TLSResult: Sendable, Hashable {
  package enum Outcome: Sendable, Hashable {
    case secured
    /// The peer speaks TLS and wants none of ours; the reason as it stands in its alert, or here.
    case refused(String)
    /// What came back is no TLS.
    case notTLS
    /// The peer closed, or broke, the connection without a byte.
    case closed
    case timedOut
  }

  package var outcome: Outcome
  /// `TLSv1.2`.
  package var version: String?
  /// The certificate that the peer showed.
  package var certificate: CertificateFacts?
  /// What this end's `TLSTrust` has against it; Flink would have broken off.
  package var distrust: TLSDistrust?
  /// What broke it after it stood.
  package var laterError: String?
  /// From the first byte to the end of the handshake.
  package var duration: Duration

  init(_ outcome: Outcome, after duration: Duration) {
    self.outcome = outcome
    self.duration = duration
  }
}

extension TLSResult.Outcome {
  /// What a handshake's error tells; a connection that ended tells as much.
  init(_ error: (any Error)?) {
    guard let error else {
      self = .closed
      return
    }
    switch TLSResult.words(error) {
    case "WRONG_VERSION_NUMBER", "HTTP_REQUEST", "HTTPS_PROXY_REQUEST", "UNEXPECTED_RECORD":
      self = .notTLS
    case "EOF during handshake", "uncleanShutdown": self = .closed
    case _ where !(error is NIOSSLError || error is BoringSSLError): self = .closed
    case let words: self = .refused(words)
    }
  }
}

extension TLSResult {
  /// Netty 3 (Flink 1.12) sends no alert: it closes in the middle of the handshake.
  func told(_ bytesCame: Bool) -> TLSResult {
    guard outcome == .closed, bytesCame else { return self }
    var result = self
    result.outcome = .refused("closed in the middle of the handshake")
    return result
  }

  /// The library's reason, such as `SSLV3_ALERT_BAD_CERTIFICATE`.
  static func words(_ error: any Error) -> String {
    let text = "\(error)"
    if text.contains("EOF during handshake") { return "EOF during handshake" }
    // Error: 268436498 error:10000412:SSL routines:OPENSSL_internal:SSLV3_ALERT_… at file:line
    let mark = "OPENSSL_internal:"
    guard let reason = text.split(separator: mark, maxSplits: 1).dropFirst().first else {
      return text
    }
    return String(reason.prefix { $0 != " " })
  }
}
