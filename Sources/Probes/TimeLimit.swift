/// The time that one probe may take, within the deadline of the whole run.
package struct TimeLimit: Sendable {
  /// What a probe may take when the run has time enough.
  package let timeout: Duration
  /// When the whole run must be over.
  package let deadline: ContinuousClock.Instant

  package init(timeout: Duration, deadline: ContinuousClock.Instant) {
    self.timeout = timeout
    self.deadline = deadline
  }

  /// When a probe that starts now must be over.
  var end: ContinuousClock.Instant {
    let now = ContinuousClock.now
    // A timeout beyond a day would overflow where the clock counts attoseconds.
    return min(now.advanced(by: min(max(timeout, .zero), .seconds(86400))), deadline)
  }

  /// What a probe that starts now may take; never negative.
  var remaining: Duration { max(ContinuousClock.now.duration(to: end), .zero) }

  /// Whether `waited` is long enough to call a silent peer silent.
  ///
  /// A lost first packet is sent again after a second (RFC 6298), so less than the probe's own
  /// time and less than a second and a half proves nothing.
  func isTelling(_ waited: Duration) -> Bool {
    waited >= min(timeout, .milliseconds(1500))
  }
}

extension Duration {
  /// Milliseconds to three places, so that saved evidence stays readable.
  var milliseconds: Double {
    let (seconds, attoseconds) = components
    let micro = Double(seconds) * 1_000_000 + Double(attoseconds / 1_000_000_000_000)
    return micro / 1000
  }
}
