/// What a web server answered, as far as it was read.
package struct HTTPAnswer: Sendable {
  package var status: Int
  package var headers: [(name: String, value: String)]
  /// The beginning of the body, up to what was to be kept.
  package var body: [UInt8]
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
  /// What came back is no HTTP, ended too early, or does not end.
  case notHTTP(String)
}
