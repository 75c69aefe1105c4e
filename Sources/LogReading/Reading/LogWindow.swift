import Evidence

/// A stretch of time, in the words of the command line.
package struct LogWindow: Sendable, Hashable {
  /// A point in the time that logs tell.
  package enum Moment: Sendable, Hashable {
    /// With a zone in UTC, else as the logs have it.
    case at(Int64, hasZone: Bool)
    /// A time of the last day in the logs, in milliseconds.
    case ofLastDay(Int64)
    /// So many milliseconds before the last line.
    case beforeEnd(Int64)

    /// `2025-01-01 09:24:06`, `2025-01-01T09:24`, `2025-01-01`, `09:24`, `30m`.
    package init?(_ text: String) {
      var text = text
      if let span = Self.span(text) {
        self = .beforeEnd(span)
        return
      }
      let colons = text.utf8.count { $0 == 0x3A }
      if colons == 0, text.utf8.count == 10 { text += " 00:00:00" }
      if colons == 1, !text.hasSuffix("Z") { text += ":00" }
      guard let stamp = text.withUTF8({ Stamp.parse($0) }), stamp.length == text.utf8.count else {
        return nil
      }
      let hasDate = text.contains("-") || text.contains("/")
      self =
        hasDate
        ? .at(stamp.milliseconds, hasZone: stamp.zone != nil) : .ofLastDay(stamp.milliseconds)
    }

    private static func span(_ text: String) -> Int64? {
      let number = text.prefix { $0.isASCII && $0.isNumber }
      let units: [Substring: Int64] = [
        "s": 1000, "m": 60_000, "min": 60_000, "h": 3_600_000, "d": 86_400_000,
      ]
      guard let value = Int64(number), value < 100_000,
        let unit = units[text.dropFirst(number.count)]
      else { return nil }
      return value * unit
    }

    func milliseconds(in logs: LogEvidence) -> Int64? {
      let zone = Int64(logs.zone ?? 0) * 60_000
      let last = logs.files.compactMap(\.lastTime).max()
      switch self {
      case .at(let time, let hasZone): return hasZone ? time : time - zone
      case .ofLastDay(let time):
        return last.map { last in
          let local = last + zone
          return local - (local % 86_400_000 + 86_400_000) % 86_400_000 + time - zone
        }
      case .beforeEnd(let span): return last.map { $0 - span }
      }
    }
  }

  package var since: Moment?
  package var until: Moment?
  /// Around this moment.
  package var at: Moment?

  /// What lies around a moment that is asked for.
  private static let around: Int64 = 120_000

  package init(since: Moment? = nil, until: Moment? = nil, at: Moment? = nil) {
    self.since = since
    self.until = until
    self.at = at
  }

  func limits(in logs: LogEvidence) -> (from: Int64, to: Int64) {
    var from = since?.milliseconds(in: logs) ?? .min
    var to = until?.milliseconds(in: logs) ?? .max
    if let at = at?.milliseconds(in: logs) {
      from = max(from, at - Self.around)
      to = min(to, at + Self.around)
    }
    return (from, to)
  }
}
