/// What happens while one peer is watched.
package enum WatchEvent: Sendable, Hashable {
  /// The peer answered the handshake.
  case connected
  /// A ping came back.
  case answered(Duration)
  /// Pings are out, and nothing has come back for this long.
  case waiting(Duration)
  /// The connection ended, or did not come about.
  case lost(String)
}
