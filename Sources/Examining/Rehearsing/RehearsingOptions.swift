package import Evidence
package import Remoting

/// What the user asks of a rehearsal.
package struct RehearsingOptions: Sendable {
  package var role: RehearsalEvidence.Role
  package var token: RehearsalToken
  /// How many TaskManagers are waited for; nil goes on until the deadline.
  package var expected: Int?
  package var deadline: Duration
  /// Flink's own heartbeat times in place of the rehearsal's.
  package var hasRealTiming: Bool
  package var measuresPairs: Bool
  package var measuresAllPairs: Bool

  package init(
    role: RehearsalEvidence.Role, token: RehearsalToken, expected: Int? = nil,
    deadline: Duration = .seconds(600), hasRealTiming: Bool = false, measuresPairs: Bool = true,
    measuresAllPairs: Bool = false
  ) {
    self.role = role
    self.token = token
    self.expected = expected
    self.deadline = deadline
    self.hasRealTiming = hasRealTiming
    self.measuresPairs = measuresPairs
    self.measuresAllPairs = measuresAllPairs
  }
}
