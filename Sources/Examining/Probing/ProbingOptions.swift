package import Diagnosis

/// What `flinkdoctor probe` is pointed at, and how far it may go.
package struct ProbingOptions: Sendable {
  package var target: LeaderAddress
  /// Also what may leave a line in a peer's log: guessing whether it speaks Akka or Pekko.
  package var isIntrusive: Bool
  /// The peer shall connect back to this machine, which it logs when it fails.
  package var isReverse: Bool
  /// The name under which it shall; nil for `taskmanager.host`, or else this machine's own.
  package var reverseName: String?
  package var hasConfiguration: Bool

  package init(
    target: LeaderAddress, isIntrusive: Bool = false, isReverse: Bool = false,
    reverseName: String? = nil, hasConfiguration: Bool = false
  ) {
    self.target = target
    self.isIntrusive = isIntrusive
    self.isReverse = isReverse
    self.reverseName = reverseName
    self.hasConfiguration = hasConfiguration
  }
}
