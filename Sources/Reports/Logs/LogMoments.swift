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
    let civil = civil(time)
    return "\(civil.date)T\(civil.clock)\(offset)"
  }

  /// `09:24:06.449`, on the clock of the logs.
  func clock(_ time: Int64) -> String { civil(time).clock }

  /// `2025-01-01`.
  func date(_ time: Int64) -> String { civil(time).date }

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

  private func civil(_ time: Int64) -> CivilTime {
    // What a stamp can hold; beyond it nothing is a date.
    CivilTime(
      milliseconds: min(max(time, -62_000_000_000_000), 250_000_000_000_000)
        + Int64(zone ?? 0) * 60_000)
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
}
