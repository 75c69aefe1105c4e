/// What a web server answered, as far as it was read.
package struct HTTPAnswer: Sendable {
  package var status: Int
  package var headers: [(name: String, value: String)]
  /// The beginning of the body, up to what was to be kept.
  package var body: [UInt8]
  /// The body is longer than what was kept of it.
  package var isCut = false
  /// When the request left and when the answer's head arrived.
  package var asked: ContinuousClock.Instant
  package var answered: ContinuousClock.Instant

  /// The first header of this name, whose upper and lower case are alike.
  package func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }
}

/// Why there is no answer.
package enum HTTPFailure: Error, Sendable, Hashable {
  case timedOut
  /// The system's `errno`, from connecting or later.
  case failed(errno: Int32)
  /// The connection ended before an answer.
  case closed
  /// More came than anybody wants to read.
  case endless
  /// What came back is no HTTP.
  case notHTTP(String)
  case tls(TLSProblem)

  /// Why there is no connection inside TLS.
  package enum TLSProblem: Sendable, Hashable {
    /// Nobody here vouches for the certificate, or it is another host's; in the library's words.
    case untrusted(String)
    /// The other side speaks no TLS.
    case notTLS
    case failed(String)
  }
}
