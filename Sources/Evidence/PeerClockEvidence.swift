/// How the clock of a Flink process stands to this machine's, as its REST endpoint shows it.
package struct PeerClockEvidence: Sendable, Hashable, Codable {
  package enum Source: String, Sendable, Hashable, Codable {
    /// `now` of a running job, in milliseconds.
    case runningJob
    /// The `Date` of a static page, in seconds.
    case dateHeader
  }

  package var host: String
  package var address: String
  package var port: Int
  /// nil when there was no time to be had, and `error` says why.
  package var source: Source?
  package var offset: ClockOffset?
  package var error: String?
  package var durationMs: Double

  package init(
    host: String, address: String, port: Int, source: Source? = nil, offset: ClockOffset? = nil,
    error: String? = nil, durationMs: Double = 0
  ) {
    self.host = host
    self.address = address
    self.port = port
    self.source = source
    self.offset = offset
    self.error = error
    self.durationMs = durationMs
  }
}
