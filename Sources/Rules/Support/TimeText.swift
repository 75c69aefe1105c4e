package import Diagnosis

/// Times in the words of a message.
package enum TimeText {
  /// The largest unit that says it exactly: `90 s`, `5 min`, `1 h`, `250 ms`.
  package static func of(_ milliseconds: Int64) -> String {
    let units: [(String, Int64)] = [
      ("d", 86_400_000), ("h", 3_600_000), ("min", 60_000), ("s", 1000),
    ]
    for (unit, size) in units where milliseconds != 0 && milliseconds.isMultiple(of: size) {
      return "\(milliseconds / size) \(unit)"
    }
    return "\(milliseconds) ms"
  }
}

extension TimeSetting {
  /// As an operator reads it: `heartbeat.timeout (5 s)`, or `heartbeat.timeout (50 s by default)`.
  package var described: String {
    let key = setting?.key ?? option
    return "\(key) (\(TimeText.of(milliseconds))\(setting == nil ? " by default" : ""))"
  }
}
