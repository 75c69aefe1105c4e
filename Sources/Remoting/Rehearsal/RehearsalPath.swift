/// What one path came to: from the dialer to one port at one address.
package struct RehearsalPath: Sendable, Hashable {
  package enum Outcome: UInt64, Sendable, Hashable, CaseIterable {
    /// The peer that was meant answered, and proved itself.
    case reached = 1
    case refused = 2
    /// Nothing came back.
    case dropped = 3
    /// A router, or this system, knows no way.
    case unreachable = 4
    /// The name has no address.
    case unresolved = 5
    /// It accepts and is silent.
    case silent = 6
    /// It accepts, and closes or breaks the connection.
    case closed = 7
    /// Another node of this rehearsal answered.
    case wrongNode = 8
    /// A node of a rehearsal with another token, or another version of flinkdoctor.
    case refusedUs = 9
    /// It could not prove that it has the token.
    case impostor = 10
    /// A real actor system of Flink.
    case realFlink = 11
    /// Something that is no actor system.
    case stranger = 12
    /// It was begun and did not end in time.
    case unfinished = 13
  }

  /// The order that it answers; 0 for none.
  package var order: UInt64 = 0
  package var outcome: Outcome
  /// Who answered, or what went wrong, in words.
  package var detail = ""
  package var address = ""
  /// All times in microseconds.
  package var dial: UInt64 = 0
  package var roundTrips: [UInt64] = []
  /// The largest message that came back, and the smallest that did not; 0 for none.
  package var largest: UInt64 = 0
  package var stuck: UInt64 = 0
  /// The message of the configured frame size: bytes, and how long it took; 0 for not sent or lost.
  package var bulk: UInt64 = 0
  package var bulkTime: UInt64 = 0
  /// How far the peer's clock is ahead, and within which bounds; without bounds it is not known.
  package var offset: Int64 = 0
  package var offsetError: UInt64?
  /// Segments that this side sent before the message of the frame size, and those of them that got
  /// lost; 0 for not counted.
  package var segments: UInt64 = 0
  package var lost: UInt64 = 0

  package init(_ outcome: Outcome, detail: String = "") {
    self.outcome = outcome
    self.detail = detail
  }

  static let mostRoundTrips = 64
}
