/// A moment as calendars and clocks show it, in the Gregorian calendar and without a zone.
package struct CivilTime: Sendable, Hashable {
  package let year: Int
  package let month: Int
  package let day: Int
  /// Milliseconds since midnight.
  package let ofDay: Int

  /// By milliseconds since 1970.
  package init(milliseconds: Int64) {
    let (whole, rest) = milliseconds.quotientAndRemainder(dividingBy: 86_400_000)
    let days = Int(rest < 0 ? whole - 1 : whole)
    ofDay = Int(rest < 0 ? rest + 86_400_000 : rest)
    // Howard Hinnant's civil_from_days: eras of 400 years that begin in March, so that the leap day
    // is the last of a year.
    let shifted = days + Self.daysTo1970
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let ofEra = shifted - era * 146_097
    let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * ofYear + 2) / 153
    day = ofYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// Days since 1970; nil for what is no month or no day of any.
  package static func days(_ year: Int, _ month: Int, _ day: Int) -> Int? {
    guard 1...12 ~= month, 1...31 ~= day else { return nil }
    let year = month <= 2 ? year - 1 : year
    let era = (year >= 0 ? year : year - 399) / 400
    let ofEra = year - era * 400
    let ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - daysTo1970
  }

  /// From March of the year 0.
  private static let daysTo1970 = 719_468

  /// `2025-01-01`.
  package var date: String {
    "\(Self.digits(year, 4))-\(Self.digits(month, 2))-\(Self.digits(day, 2))"
  }

  /// `09:24:06`.
  package var seconds: String {
    let seconds = ofDay / 1000
    return [seconds / 3600, seconds / 60 % 60, seconds % 60].map { Self.digits($0, 2) }
      .joined(separator: ":")
  }

  /// `09:24:06.449`.
  package var clock: String { "\(seconds).\(Self.digits(ofDay % 1000, 3))" }

  private static func digits(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
  }
}
