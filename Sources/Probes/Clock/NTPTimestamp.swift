/// Seconds since 1900 in 32 bits and their fraction in 32 more; the seconds begin anew in 2036.
package struct NTPTimestamp: Sendable, Hashable {
  package let bits: UInt64

  package init(bits: UInt64) {
    self.bits = bits
  }

  /// Nanoseconds since 1970, in the era that is nearest to another such time (RFC 5905, 6).
  package func unixNanoseconds(near reference: Int64) -> Int64 {
    let nearby = reference / 1_000_000_000 + Self.secondsTo1970
    let seconds = UInt32(truncatingIfNeeded: bits >> 32)
    let distance = Int32(truncatingIfNeeded: Int64(seconds) &- nearby)
    let fraction = Int64(((bits & 0xFFFF_FFFF) * 1_000_000_000) >> 32)
    let whole = nearby - Self.secondsTo1970 + Int64(distance)
    let (product, isTooLarge) = whole.multipliedReportingOverflow(by: 1_000_000_000)
    return isTooLarge ? reference : product.addingReportingOverflow(fraction).partialValue
  }

  private static let secondsTo1970: Int64 = 2_208_988_800
}
