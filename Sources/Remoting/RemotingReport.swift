/// What a conversation found out.
package struct RemotingReport: Sendable, Hashable {
  package enum Outcome: Sendable, Hashable {
    /// Nothing has come yet; for a conversation that is over: it accepts, and is silent.
    case silent
    /// An actor system answered the handshake.
    case associated
    /// It closed, or broke, the connection without a byte.
    case closed
    /// An actor system that does not want us.
    case disassociated(RemotingFrame.Farewell)
    /// No actor system: what its first bytes say.
    case notRemoting(FirstBytes)
    /// It began like an actor system and then sent what none sends.
    case broken(String)
  }

  package struct Echo: Sendable, Hashable {
    /// The length of the text that the peer sends back.
    package var bytes: Int
    /// nil when it did not come back.
    package var roundTrip: Duration?
    /// How long an answer was waited for.
    package var waited: Duration
  }

  package internal(set) var outcome = Outcome.silent
  /// The peer's own address, to which others must send.
  package internal(set) var origin: RemotingAddress?
  /// New at each start of the process.
  package internal(set) var uid: UInt64?
  /// From the first byte sent to the peer's handshake, or to whatever else decided.
  package internal(set) var answered: Duration?
  /// The scheme in which the peer answers.
  package internal(set) var scheme: RemotingScheme?
  /// The schemes in which it did not.
  package internal(set) var unansweredSchemes: [RemotingScheme] = []
  /// How many pings were sent, and the times of those that came back, in the order of sending.
  package internal(set) var pings = 0
  package internal(set) var roundTrips: [Duration] = []
  /// The names of the actors below `user/rpc/`, sorted; empty when none answered.
  package internal(set) var actors: [String] = []
  /// Whether the actors were asked for, and had time to answer.
  package internal(set) var askedForActors = false
  package internal(set) var echoes: [Echo] = []
  /// The first bytes of a peer that is no actor system, at most 64.
  package internal(set) var firstBytes: [UInt8] = []
  /// The peer took the farewell and closed.
  package internal(set) var endedQuietly = false

  /// Bounds on what a hostile peer makes us keep.
  static let mostFirstBytes = 64
  static let mostRoundTrips = 1000
  static let mostActors = 64

  package init() {}
}
