/// How this machine's clock stands to itself, to time servers and to the JobManager.
package struct ClockEvidence: Sendable, Hashable, Codable {
  /// nil when the kernel was not asked, or does not tell.
  package var kernel: KernelClockEvidence?
  /// One per address asked, in the order of name and address.
  package var servers: [TimeServerEvidence]
  /// One per address of a REST endpoint, in the order of host and address.
  package var peers: [PeerClockEvidence]

  package init(
    kernel: KernelClockEvidence? = nil, servers: [TimeServerEvidence] = [],
    peers: [PeerClockEvidence] = []
  ) {
    self.kernel = kernel
    self.servers = servers
    self.peers = peers
  }
}

/// What the kernel says of its own clock (`adjtimex`).
package struct KernelClockEvidence: Sendable, Hashable, Codable {
  /// Whether something has set the clock and vouches for it; false after 16 s of possible error.
  package var isSynchronized: Bool
  package var estimatedErrorMs: Double
  package var maximumErrorMs: Double

  package init(isSynchronized: Bool, estimatedErrorMs: Double = 0, maximumErrorMs: Double = 0) {
    self.isSynchronized = isSynchronized
    self.estimatedErrorMs = estimatedErrorMs
    self.maximumErrorMs = maximumErrorMs
  }
}

/// How far another clock is ahead of this machine's, and within which bounds.
package struct ClockOffset: Sendable, Hashable, Codable {
  /// Positive when the other clock is ahead.
  package var ms: Double
  /// The true offset is at most so far from `ms`, on either side.
  package var errorMs: Double

  package init(ms: Double, errorMs: Double) {
    self.ms = ms
    self.errorMs = errorMs
  }

  /// The smallest offset that the bounds leave possible, without its sign.
  package var leastMs: Double { max(0, abs(ms) - errorMs) }
}
