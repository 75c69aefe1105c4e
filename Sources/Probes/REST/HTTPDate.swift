import Evidence

/// The date of an HTTP answer: `Sun, 22 Nov 2026 20:31:13 GMT` (RFC 9110, 5.6.7).
package enum HTTPDate {
  /// Seconds since 1970; nil for what is no such date, and for other zones than GMT.
  package static func seconds(_ text: String) -> Int64? {
    let words = text.split(separator: " ")
    guard words.count == 6, words[5] == "GMT" || words[5] == "UTC",
      let day = Int(words[1]), let month = months.firstIndex(of: String(words[2])),
      words[3].utf8.count == 4, let year = Int(words[3]), 1970...9999 ~= year,
      let days = CivilTime.days(year, month + 1, day)
    else { return nil }
    let clock = words[4].split(separator: ":").compactMap { Int($0) }
    guard clock.count == 3, 0...23 ~= clock[0], 0...59 ~= clock[1], 0...60 ~= clock[2] else {
      return nil
    }
    return Int64(days * 86400 + clock[0] * 3600 + clock[1] * 60 + clock[2])
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}
