/// One side of a conversation over a connection: bytes in, actions out.
///
/// `Dialer.converse` drives it. Times count from the moment when the dial began.
package protocol Dialogue: Sendable {
  /// The connection stands; what to say first.
  mutating func start(at now: Duration) -> [DialogueAction]
  /// Bytes have come.
  mutating func receive(_ bytes: [UInt8], at now: Duration) -> [DialogueAction]
  /// The peer closed the connection (nil), or it broke.
  mutating func ended(_ error: DialResult.Outcome?, at now: Duration) -> [DialogueAction]
  /// `wakeTime` has come.
  mutating func wake(at now: Duration) -> [DialogueAction]
  /// When `wake` must be called; nil for never.
  var wakeTime: Duration? { get }
}

package enum DialogueAction: Sendable, Hashable {
  case send([UInt8])
  /// It is over.
  case close
}
