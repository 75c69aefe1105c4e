/// How one attempt to connect ended, and after how long.
package struct DialResult: Sendable, Hashable {
  package enum Outcome: Sendable, Hashable {
    /// The handshake completed; the connection was closed at once without a byte.
    case open
    /// Nothing came back in the time allowed.
    case timedOut
    /// The system's `errno`.
    case failed(errno: Int32)
    /// An error that carries no `errno`.
    case failedOtherwise(String)
  }

  package var outcome: Outcome
  package var duration: Duration

  package init(_ outcome: Outcome, after duration: Duration) {
    self.outcome = outcome
    self.duration = duration
  }
}
