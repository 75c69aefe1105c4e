/// Seconds since 1970 of an ISO 8601 time in UTC, such as `2026-11-22T17:36:38.125Z`.
package struct UnixTime {
  package let seconds: Int

  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, bytes.last == UInt8(ascii: "Z"),
      let year = Self.number(bytes[0..<4]), let month = Self.number(bytes[5..<7]),
      let day = Self.number(bytes[8..<10]), let hour = Self.number(bytes[11..<13]),
      let minute = Self.number(bytes[14..<16]), let second = Self.number(bytes[17..<19]),
      1...12 ~= month, 1...31 ~= day
    else { return nil }
    // Days from the civil calendar; the year begins in March, so that the leap day is its last.
    let shifted = month <= 2 ? year - 1 : year
    let ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let days = 365 * shifted + shifted / 4 - shifted / 100 + shifted / 400 + ofYear - 719_468
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
    let (days, ofDay) = min(max(milliseconds, 0), 253_402_300_799_999)
      .quotientAndRemainder(dividingBy: 86_400_000)
    // Eras of 400 years that begin in March, so that the leap day is the last of a year.
    let shifted = Int(days) + 719_468
    let ofEra = shifted % 146_097
    let year = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * year + year / 4 - year / 100)
    let month = (5 * ofYear + 2) / 153
    let day = ofYear - (153 * month + 2) / 5 + 1
    let civil = (month < 10 ? month + 3 : month - 9, year + shifted / 146_097 * 400)
    let date =
      "\(digits(civil.1 + (civil.0 <= 2 ? 1 : 0), 4))-\(digits(civil.0, 2))-\(digits(day, 2))"
    let (seconds, fraction) = Int(ofDay).quotientAndRemainder(dividingBy: 1000)
    let time = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { digits($0, 2) }
    return "\(date)T\(time.joined(separator: ":")).\(digits(fraction, 3))Z"
  }

  /// The same without a fraction.
  package static func text(ofSeconds seconds: Int64) -> String {
    "\(text(ofMilliseconds: seconds.multipliedReportingOverflow(by: 1000).partialValue).dropLast(5))Z"
  }

  private static func digits(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }
}
