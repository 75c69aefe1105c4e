/// A wait on the command line: `3s`, `500ms`, `2` (seconds), `1.5s`, `1m`.
enum ProbeDuration {
  /// nil when it is none, not positive, or over a day.
  static func parse(_ text: String) -> Duration? {
    let number = text.prefix { $0.isASCII && $0.isNumber || $0 == "." }
    guard let value = Double(number), let factor = milliseconds(in: text.dropFirst(number.count)),
      value > 0, value * factor <= 86_400_000
    else { return nil }
    return .milliseconds(Int64((value * factor).rounded(.up)))
  }

  private static func milliseconds(in unit: Substring) -> Double? {
    switch unit {
    case "", "s": 1000
    case "ms": 1
    case "m", "min": 60_000
    default: nil
    }
  }
}
