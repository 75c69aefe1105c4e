/// Seconds since 1970 of an ISO 8601 time in UTC, such as `2026-11-22T17:36:38.125Z`.
package struct UnixTime {
  package let seconds: Int

  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, bytes.last == UInt8(ascii: "Z"),
      let year = Self.number(bytes[0..<4]), let month = Self.number(bytes[5..<7]),
      let day = Self.number(bytes[8..<10]), let hour = Self.number(bytes[11..<13]),
      let minute = Self.number(bytes[14..<16]), let second = Self.number(bytes[17..<19]),
      let days = CivilTime.days(year, month, day)
    else { return nil }
    seconds = ((days * 24 + hour) * 60 + minute) * 60 + second
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    guard digits.allSatisfy({ 48...57 ~= $0 }) else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1) - 48 }
  }
}

extension UnixTime {
  /// `2026-11-22T17:36:38.125Z`; years beyond 9999 are cut off there.
  package static func text(ofMilliseconds milliseconds: Int64) -> String {
    let time = CivilTime(milliseconds: min(max(milliseconds, 0), last * 1000 + 999))
    return "\(time.date)T\(time.clock)Z"
  }

  /// `2026-11-22T17:36:38Z`; years before 0 and beyond 9999 are cut off there.
  package static func text(ofSeconds seconds: Int64) -> String {
    let time = CivilTime(milliseconds: min(max(seconds, first), last) * 1000)
    return "\(time.date)T\(time.seconds)Z"
  }

  private static let first: Int64 = -62_167_219_200
  private static let last: Int64 = 253_402_300_799
}
