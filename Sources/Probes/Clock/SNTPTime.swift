/// A time server's two timestamps, and how well it knows the time itself.
package struct SNTPTime: Sendable, Hashable {
  package let stratum: Int
  /// What a server of the first stratum takes its time from: `GPS`, `LOCL`.
  package let reference: String?
  /// A power of two, in seconds.
  let precision: Int8
  /// In 1/65536 s, there and back to the server's own source; may be negative.
  let rootDelay: Int32
  /// In 1/65536 s.
  let rootDispersion: UInt32
  let received: NTPTimestamp
  let sent: NTPTimestamp

  /// How far the server's clock is ahead, and the bound of the error, in milliseconds.
  ///
  /// The offset of RFC 5905, 8. The error counts what the network may have done (half the way there
  /// and back, all of it in one direction), and the server's own distance from the true time.
  ///
  /// - Parameters:
  ///   - asked: this clock's time when the question left, in nanoseconds since 1970.
  ///   - waited: how long the answer took, in nanoseconds, by a clock that nobody sets.
  /// - Returns: nil when the server says that it answered before it was asked.
  package func offset(asked: Int64, waited: Int64) -> (ms: Double, errorMs: Double)? {
    let answered = asked &+ waited
    let receivedAt = received.unixNanoseconds(near: asked)
    let sentAt = sent.unixNanoseconds(near: answered)
    let held = Double(sentAt) - Double(receivedAt)
    guard sentAt >= receivedAt, waited >= 0, held < 60e9 else { return nil }
    // Summed from differences: the times themselves have no room for nanoseconds in a Double.
    let there = Double(receivedAt &- asked)
    let back = Double(sentAt &- answered)
    let delay = max(0, Double(waited) - Double(sentAt &- receivedAt))
    let distance = abs(Double(rootDelay)) / 2 + Double(rootDispersion)
    let tick = Self.power(of: min(max(precision, -32), 4))
    return (
      (there + back) / 2 / 1e6, delay / 2 / 1e6 + distance / 65536 * 1000 + tick * 1000
    )
  }

  private static func power(of exponent: Int8) -> Double {
    exponent < 0 ? 1 / Double(UInt64(1) << UInt64(-Int(exponent))) : Double(1 << Int(exponent))
  }
}
