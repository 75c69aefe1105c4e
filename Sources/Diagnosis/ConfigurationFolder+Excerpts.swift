import FlinkConfiguration

extension ConfigurationFolder {
  /// The lines of `masters`, `workers` and their like that results point at, by path and number.
  package func excerpts(for results: [CheckResult]) -> [String: [Int: String]] {
    var wanted: [String: Set<Int>] = [:]
    for result in results where result.status == .finding {
      for place in [result.location].compactMap({ $0 }) + result.related.map(\.location) {
        if let number = place.range?.start.line { wanted[place.path, default: []].insert(number) }
      }
    }
    var excerpts: [String: [Int: String]] = [:]
    for file in files.values {
      guard let numbers = wanted[file.path] else { continue }
      let text = SourceText(file.bytes)
      for number in numbers where number >= 1 && number <= text.lineCount {
        excerpts[file.path, default: [:]][number] = SensitiveKeys.maskedLine(text.line(number))
      }
    }
    return excerpts
  }
}
