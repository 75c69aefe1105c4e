/// What one address of a time server answers to SNTP.
package struct TimeServerEvidence: Sendable, Hashable, Codable {
  package enum Outcome: String, Sendable, Hashable, Codable {
    /// A time that the server vouches for.
    case answered
    /// An answer from a server that says that it does not know the time itself.
    case unsynchronized
    /// A kiss of death: it asks to be left alone (RFC 4330, 8).
    case refused
    /// What came back is no answer to the question.
    case invalid
    /// Nothing came back within the time that there was.
    case timedOut
    /// The system's error in place of an answer.
    case failed
    /// Its name has no address here.
    case unresolved
  }

  /// As it was given or configured: `ntp1`, `10.0.0.1:1123`.
  package var server: String
  /// Who names it: `--ntp`, or a configuration file's path.
  package var source: String
  package var address: String?
  package var port: Int
  package var outcome: Outcome
  package var offset: ClockOffset?
  package var stratum: Int?
  /// The kiss code, or what the server takes its time from where that is a text: `GPS`, `LOCL`.
  package var reference: String?
  package var error: String?
  package var durationMs: Double

  package init(
    server: String, source: String, address: String? = nil, port: Int = 123, outcome: Outcome,
    offset: ClockOffset? = nil, stratum: Int? = nil, reference: String? = nil,
    error: String? = nil, durationMs: Double = 0
  ) {
    self.server = server
    self.source = source
    self.address = address
    self.port = port
    self.outcome = outcome
    self.offset = offset
    self.stratum = stratum
    self.reference = reference
    self.error = error
    self.durationMs = durationMs
  }
}
