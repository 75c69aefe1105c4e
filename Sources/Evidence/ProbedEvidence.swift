/// The one target that `flinkdoctor probe` was asked about.
package struct ProbedEvidence: Sendable, Hashable, Codable {
  package var host: String
  package var port: Int
  /// Whether there was a configuration; without one nothing is expected of the target.
  package var hasConfiguration: Bool
  /// nil unless it was asked for.
  package var reverse: ReverseEvidence?

  package init(
    host: String, port: Int, hasConfiguration: Bool, reverse: ReverseEvidence? = nil
  ) {
    self.host = host
    self.port = port
    self.hasConfiguration = hasConfiguration
    self.reverse = reverse
  }
}

/// Whether the JobManager gets through to this machine under a name of this machine's.
package struct ReverseEvidence: Sendable, Hashable, Codable {
  package enum Outcome: String, Sendable, Hashable, Codable {
    /// It connected and introduced itself.
    case connected
    /// Something connected that is not the peer.
    case stranger
    /// Nobody came in `waitedMs`.
    case nobody
    /// The peer was not asked: there was no conversation with it, or no port to listen on here.
    case notAsked
  }

  /// The name that it was told to connect to.
  package var name: String
  package var port: Int
  package var outcome: Outcome
  /// Where it came from.
  package var from: String?
  /// From the question to its connection.
  package var waitedMs: Double
  package var error: String?

  package init(
    name: String, port: Int, outcome: Outcome, from: String? = nil, waitedMs: Double = 0,
    error: String? = nil
  ) {
    self.name = name
    self.port = port
    self.outcome = outcome
    self.from = from
    self.waitedMs = waitedMs
    self.error = error
  }
}
