import FlinkConfiguration

extension ConfigurationFolder {
  /// The lines of `masters`, `workers` and their like that results point at, by path and number.
  package func excerpts(for results: [CheckResult]) -> [String: [Int: String]] {
    var excerpts: [String: [Int: String]] = [:]
    for result in results where result.status == .finding {
      for place in [result.location].compactMap({ $0 }) + result.related.map(\.location) {
        guard let number = place.range?.start.line,
          let file = files.values.first(where: { $0.path == place.path })
        else { continue }
        let text = SourceText(file.bytes)
        guard number >= 1, number <= text.lineCount else { continue }
        excerpts[place.path, default: [:]][number] = SensitiveKeys.maskedLine(text.line(number))
      }
    }
    return excerpts
  }
}
