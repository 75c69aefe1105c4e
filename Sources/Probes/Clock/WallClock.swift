import Glibc

/// This machine's clock, read once, and the time since then by a clock that nobody sets.
///
/// So a clock that is stepped in the middle of a measurement does not spoil it.
struct WallClock: Sendable {
  /// In nanoseconds since 1970.
  let start: Int64
  private let instant: ContinuousClock.Instant

  init() {
    instant = .now
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    start = Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
  }

  /// In nanoseconds.
  var elapsed: Int64 {
    let (seconds, attoseconds) = instant.duration(to: .now).components
    return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
  }

  /// What the clock would have shown then, had nobody set it; in milliseconds since 1970.
  func milliseconds(at instant: ContinuousClock.Instant) -> Double {
    Double(start) / 1e6 + self.instant.duration(to: instant).milliseconds
  }
}
