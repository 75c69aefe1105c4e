import Evidence

/// Times of logs as people and programs read them.
struct LogMoments {
  /// Minutes east of UTC; nil where the logs' own wall clock is all that is known.
  let zone: Int?

  init(_ logs: LogEvidence) {
    zone = logs.zone
  }

  /// `2025-01-01T09:24:06.449+08:00`; without an offset where the zone is not known.
  func iso(_ time: Int64) -> String {
    let parts = parts(time)
    return "\(date(parts))T\(clock(parts))\(offset)"
  }

  /// `09:24:06.449`, on the clock of the logs.
  func clock(_ time: Int64) -> String { clock(parts(time)) }

  /// `2025-01-01`.
  func date(_ time: Int64) -> String { date(parts(time)) }

  /// `UTC+08:00`, or nil.
  var name: String? {
    guard let zone else { return nil }
    return zone == 0 ? "UTC" : "UTC" + offset
  }

  private var offset: String {
    guard let zone else { return "" }
    if zone == 0 { return "Z" }
    let minutes = abs(zone)
    return (zone < 0 ? "-" : "+") + Self.padded(minutes / 60, 2) + ":"
      + Self.padded(minutes % 60, 2)
  }

  /// In words: `350 ms`, `4.2 s`, `7 min`, `3 h 5 min`.
  static func span(_ milliseconds: Int64) -> String {
    let milliseconds = abs(milliseconds)
    switch milliseconds {
    case ..<1000: return "\(milliseconds) ms"
    case ..<10_000: return "\(milliseconds / 1000).\(milliseconds % 1000 / 100) s"
    case ..<120_000: return "\(milliseconds / 1000) s"
    case ..<7_200_000: return "\(milliseconds / 60_000) min"
    case ..<172_800_000:
      return "\(milliseconds / 3_600_000) h \(milliseconds / 60_000 % 60) min"
    default: return "\(milliseconds / 86_400_000) d \(milliseconds / 3_600_000 % 24) h"
    }
  }

  private struct Parts {
    var year: Int64
    var month: Int64
    var day: Int64
    var ofDay: Int64
  }

  /// Howard Hinnant's civil_from_days.
  private func parts(_ time: Int64) -> Parts {
    // What a stamp can hold; beyond it nothing is a date.
    let time = min(max(time, -62_000_000_000_000), 250_000_000_000_000) + Int64(zone ?? 0) * 60_000
    let days = time >= 0 ? time / 86_400_000 : (time - 86_399_999) / 86_400_000
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return Parts(
      year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
      day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1, ofDay: time - days * 86_400_000)
  }

  private func date(_ parts: Parts) -> String {
    [
      Self.padded(Int(parts.year), 4), Self.padded(Int(parts.month), 2),
      Self.padded(Int(parts.day), 2),
    ]
    .joined(separator: "-")
  }

  private func clock(_ parts: Parts) -> String {
    let seconds = Int(parts.ofDay / 1000)
    let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { Self.padded($0, 2) }
    return clock.joined(separator: ":") + "." + Self.padded(Int(parts.ofDay % 1000), 3)
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
}
