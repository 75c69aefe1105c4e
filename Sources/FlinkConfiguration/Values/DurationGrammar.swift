/// Durations as `TimeUtils.parseDuration` takes them: a whole number and a unit, milliseconds if there is none.
///
/// 1.15 brought `m` for minutes, 2.0 numbers beyond 64 bits, 2.1 ISO 8601 (`PT10S`).
package enum DurationGrammar {
  package static func parse(
    _ text: String, version: FlinkVersion
  ) throws(ValueError) -> JavaDuration {
    let all = JavaText(text)
    let trimmed = all.trimmed
    guard !trimmed.units.isEmpty else {
      throw .illegal("argument is an empty- or whitespace-only string")
    }
    let digits = trimmed.leadingDigits
    let number = JavaText(trimmed.units[..<digits])
    let tail = JavaText(trimmed.units[digits...])
    let label = tail.trimmed.lowercased.string
    let start = all.leadingBlanks
    guard digits > 0 else { return try withoutNumber(trimmed, at: start, version: version) }

    if version < FlinkVersion(2, 0), Int64(number.string) == nil {
      throw .illegal(
        "The value '\(number.string)' cannot be re represented as 64bit number (numeric overflow).",
        at: start)
    }
    let unit: TimeUnit
    if label.isEmpty {
      unit = .milliseconds
    } else if let known = TimeUnit.named(label, version: version) {
      unit = known
    } else {
      throw .illegal(
        "Time interval unit label '\(label)' does not match any of the recognized units: "
          + TimeUnit.allUnits(version: version),
        at: all.scalars(before: start + digits + tail.leadingBlanks))
    }
    guard let duration = unit.duration(of: number) else {
      if version < FlinkVersion(2, 0) {
        throw ValueError("ArithmeticException", "long overflow", at: start)
      }
      throw .illegal(
        "The value '\(number.string)' cannot be represented as Duration (numeric overflow).",
        at: start)
    }
    return duration
  }

  private static func withoutNumber(
    _ text: JavaText, at start: Int, version: FlinkVersion
  ) throws(ValueError) -> JavaDuration {
    guard version >= FlinkVersion(2, 1) else {
      throw .number("text does not start with a number", at: start)
    }
    guard let duration = IsoDuration.parse(text) else {
      throw .number(
        "text does not start with a number, and is not a valid ISO-8601 duration format: "
          + text.string, at: start)
    }
    guard duration.seconds >= 0 else {
      throw .number("negative duration is not supported", at: start)
    }
    return duration
  }
}

/// The units of `TimeUtils`, longest first, as its messages list them.
package enum TimeUnit: String, Sendable, CaseIterable {
  case days = "DAYS"
  case hours = "HOURS"
  case minutes = "MINUTES"
  case seconds = "SECONDS"
  case milliseconds = "MILLISECONDS"
  case microseconds = "MICROSECONDS"
  case nanoseconds = "NANOSECONDS"

  /// The spellings that a version takes, all in lower case.
  package func labels(version: FlinkVersion) -> [String] {
    switch self {
    case .days: ["d", "day", "days"]
    case .hours: ["h", "hour", "hours"]
    case .minutes where version >= FlinkVersion(1, 15): ["min", "m", "minute", "minutes"]
    case .minutes: ["min", "minute", "minutes"]
    case .seconds: ["s", "sec", "secs", "second", "seconds"]
    case .milliseconds: ["ms", "milli", "millis", "millisecond", "milliseconds"]
    case .microseconds: ["\u{B5}s", "micro", "micros", "microsecond", "microseconds"]
    case .nanoseconds: ["ns", "nano", "nanos", "nanosecond", "nanoseconds"]
    }
  }

  static func named(_ label: String, version: FlinkVersion) -> TimeUnit? {
    allCases.first { $0.labels(version: version).contains { $0.utf8.elementsEqual(label.utf8) } }
  }

  static func allUnits(version: FlinkVersion) -> String {
    allCases.map { "\($0.rawValue): (\($0.labels(version: version).joined(separator: " | ")))" }
      .joined(separator: ", ")
  }

  private var nanoseconds: UInt128 {
    switch self {
    case .days: 86_400_000_000_000
    case .hours: 3_600_000_000_000
    case .minutes: 60_000_000_000
    case .seconds: 1_000_000_000
    case .milliseconds: 1_000_000
    case .microseconds: 1000
    case .nanoseconds: 1
    }
  }

  /// Nil where the seconds do not fit 64 bits.
  func duration(of number: JavaText) -> JavaDuration? {
    guard let value = UInt128(number.string) else { return nil }
    let (all, over) = value.multipliedReportingOverflow(by: nanoseconds)
    guard !over, let seconds = Int64(exactly: all / 1_000_000_000) else { return nil }
    return JavaDuration(seconds: seconds, nanoseconds: Int32(all % 1_000_000_000))
  }
}
