/// The name that the system gives for an address, which is what the JVM sees.
package struct ReverseNameEvidence: Sendable, Hashable, Codable {
  package var address: String
  /// `notFound` where the address has no name.
  package var outcome: NameEvidence.Outcome
  package var name: String?
  package var error: String?
  package var durationMs: Double

  package init(
    address: String, outcome: NameEvidence.Outcome, name: String? = nil, error: String? = nil,
    durationMs: Double = 0
  ) {
    self.address = address
    self.outcome = outcome
    self.name = name
    self.error = error
    self.durationMs = durationMs
  }
}
