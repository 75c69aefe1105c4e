package import FlinkConfiguration

extension ConfigurationReading {
  /// The file's lines for excerpts, with the values of sensitive options as `******`.
  ///
  /// Masked are the values that Flink reads, wherever they stand, and whatever follows a sensitive
  /// word and a separator on a line that Flink drops or that is a comment.
  package var maskedLines: [String] {
    var lines = (1...max(lineCount, 1)).map { $0 <= lineCount ? line($0) : "" }
    for entry in entries where SensitiveKeys.isSensitive(entry.key) {
      guard let range = entry.valueRange else { continue }
      for number in range.start.line...max(range.start.line, range.end.line) {
        guard lines.indices.contains(number - 1) else { continue }
        let start = number == range.start.line ? range.start.column - 1 : 0
        lines[number - 1] = Self.masked(lines[number - 1], from: start)
      }
    }
    for at in lines.indices {
      guard let value = Self.sensitiveValue(in: lines[at]) else { continue }
      lines[at] = Self.masked(lines[at], from: value)
    }
    return lines
  }

  private static let mask = "******"

  /// All scalars from `start` on, counted from 0, as one mask.
  private static func masked(_ line: String, from start: Int) -> String {
    let scalars = Array(line.unicodeScalars)
    guard start < scalars.count else { return line }
    return String(String.UnicodeScalarView(scalars[..<max(start, 0)])) + mask
  }

  /// Where the value starts on a line whose text before the first `:` or `=` is sensitive.
  private static func sensitiveValue(in line: String) -> Int? {
    let scalars = Array(line.unicodeScalars)
    guard let separator = scalars.firstIndex(where: { $0 == ":" || $0 == "=" }),
      SensitiveKeys.isSensitive(String(String.UnicodeScalarView(scalars[..<separator])))
    else { return nil }
    let value = scalars[(separator + 1)...].firstIndex { $0 != " " && $0 != "\t" }
    guard let value, !scalars[value...].starts(with: mask.unicodeScalars) else { return nil }
    return value
  }
}
