/// What a conversation asks, and for how long it waits.
package struct RemotingPlan: Sendable, Hashable {
  /// In the order in which they are tried; without any, the handshake is all.
  ///
  /// A wrong one leaves a line at ERROR in the peer's log, so only what is known is tried.
  package var schemes: [RemotingScheme]
  /// The handshake says so inside TLS.
  package var isTLS = false
  package var pings = 5
  package var pingInterval = Duration.milliseconds(100)
  /// Asks for the actors below `user/rpc/`, which tell a JobManager from a TaskManager.
  package var asksForActors = true
  /// Texts of so many bytes come back whole, or they do not where the way is too narrow for large
  /// packets (measured up to 5 MB).
  package var echoSizes = [3_000, 60_000]
  /// Until when, counted from `start`, the questions must be answered.
  package var limit = Duration.seconds(3)
  /// What an answer in one scheme may take before the next is tried.
  package var schemePatience = Duration.seconds(1)
  /// A selection that fits no actor is not answered at all, so that this long is waited for one.
  package var actorsPatience = Duration.milliseconds(400)
  /// What the peer may take to close after our farewell; comes on top of `limit`.
  package var farewell = Duration.milliseconds(400)
  /// A peer that announces more does not talk to us.
  package var largestFrame = 128 << 10
  /// All that a peer may send in answer.
  package var mostBytes = 1 << 20
  package var mostFrames = 2000

  package init(schemes: [RemotingScheme]) { self.schemes = schemes }
}
