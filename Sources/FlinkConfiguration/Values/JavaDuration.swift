/// A `java.time.Duration`: whole seconds, and nanoseconds from 0 to 999,999,999 on top.
package struct JavaDuration: Sendable, Hashable, Comparable {
  package let seconds: Int64
  package let nanoseconds: Int32

  package init(seconds: Int64, nanoseconds: Int32 = 0) {
    self.seconds = seconds
    self.nanoseconds = nanoseconds
  }

  /// Nil where the seconds overflow.
  init?(seconds: Int64, adjustment: Int64) {
    let (whole, rest) = adjustment.quotientAndRemainder(dividingBy: 1_000_000_000)
    let down: Int64 = rest < 0 ? 1 : 0
    let (sum, over) = seconds.addingReportingOverflow(whole - down)
    if over { return nil }
    self.init(seconds: sum, nanoseconds: Int32(rest + down * 1_000_000_000))
  }

  package init(milliseconds: Int64) {
    let (whole, rest) = milliseconds.quotientAndRemainder(dividingBy: 1000)
    let down: Int64 = rest < 0 ? 1 : 0
    self.init(seconds: whole - down, nanoseconds: Int32((rest + down * 1000) * 1_000_000))
  }

  /// `toMillis`; nil where Java throws `long overflow`, as when the duration is used.
  package var milliseconds: Int64? {
    let (whole, over) = seconds.multipliedReportingOverflow(by: 1000)
    let (sum, under) = whole.addingReportingOverflow(Int64(nanoseconds / 1_000_000))
    return over || under ? nil : sum
  }

  package static func < (left: Self, right: Self) -> Bool {
    (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
  }
}

extension JavaDuration: CustomStringConvertible {
  /// The largest unit that needs no fraction, in a spelling that every Flink reads.
  package var description: String {
    if nanoseconds == 0 {
      for (unit, size) in [("d", 86_400), ("h", 3600), ("min", 60)] as [(String, Int64)]
      where seconds != 0 && seconds % size == 0 {
        return "\(seconds / size) \(unit)"
      }
      return "\(seconds) s"
    }
    if nanoseconds % 1_000_000 == 0, let milliseconds { return "\(milliseconds) ms" }
    let fraction = String(nanoseconds)
    return seconds == 0
      ? "\(nanoseconds) ns"
      : "\(seconds)\(String(repeating: "0", count: 9 - fraction.count))\(fraction) ns"
  }
}
