/// Counts what a connection loses, from what its TCP says of it now and then.
struct LossCount: Sendable {
  private(set) var segments: UInt64 = 0
  private(set) var lost: UInt64 = 0
  private var last: PathMeasurement.Segments?

  /// Adds what was sent since the last time.
  ///
  /// While the path's MTU changes, what was too large is sent again: that is how TCP learns of it, and
  /// nothing that a network should not do.
  mutating func note(_ now: PathMeasurement.Segments) {
    if now.pathMTU == last?.pathMTU ?? now.pathMTU {
      segments += now.sent - min(last?.sent ?? 0, now.sent)
      lost += now.lost - min(last?.lost ?? 0, now.lost)
    }
    last = now
  }
}
