package import FlinkConfiguration

extension ConfigurationReading {
  /// The lines of a file that results point at, with the values of sensitive options as `******`.
  ///
  /// Masked are the values that Flink reads, wherever they stand, and whatever follows a sensitive
  /// word and a separator on a line that Flink drops or that is a comment.
  package func excerpts(for results: [CheckResult]) -> [Int: String] {
    var lines: [Int: String] = [:]
    for result in results where result.status == .finding {
      for place in [result.location].compactMap({ $0 }) + result.related.map(\.location) {
        guard place.path == path, let number = place.range?.start.line,
          1...max(lineCount, 1) ~= number, number <= lineCount
        else { continue }
        lines[number] = line(number)
      }
    }
    if lines.isEmpty { return [:] }
    for entry in entries {
      guard let range = entry.valueRange, SensitiveKeys.isSensitive(entry.key) else { continue }
      for (number, line) in lines where range.start.line...range.end.line ~= number {
        lines[number] = Self.masked(
          line, from: number == range.start.line ? range.start.column - 1 : 0)
      }
    }
    for (number, line) in lines where !line.hasSuffix(SensitiveKeys.mask) {
      lines[number] = SensitiveKeys.maskedLine(line)
    }
    return lines
  }

  /// All scalars from `start` on, counted from 0, as one mask.
  private static func masked(_ line: String, from start: Int) -> String {
    let scalars = Array(line.unicodeScalars)
    guard start < scalars.count else { return line }
    return String(String.UnicodeScalarView(scalars[..<max(start, 0)])) + SensitiveKeys.mask
  }
}

extension Examination {
  /// The values of sensitive options, which no report may show.
  package var secrets: Set<String> {
    // The file's own entries, the overwritten ones included, are the first layer.
    Set(configuration.entries.lazy.filter { SensitiveKeys.isSensitive($0.key) }.map(\.value.text))
  }
}
