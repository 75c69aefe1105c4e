package import Diagnosis
package import FlinkConfiguration

extension Examination {
  /// A finding about what keeps Flink from starting, at the place of the fault.
  package func aborted(
    _ abort: ReadingAbort, _ message: String, key: String? = nil, fix: String, length: Int = 1,
    related: [RelatedLocation] = []
  ) -> Verdict {
    Verdict(
      .finding(.error), subject: key.map { "key:\($0)" } ?? "file:\(reading.dialect.fileName)",
      message: message,
      location: Location(
        path: reading.path,
        range: TextRange(line: abort.line, column: abort.column, length: length)),
      related: related, key: key,
      evidence: [
        EvidenceLine(source: "Flink", text: "Error parsing YAML configuration. \(abort.oneLine)")
      ], fix: Fix(fix),
      explains: [.doesNotStart(.jobManager), .doesNotStart(.taskManager), .jobManagerNotFound],
      keepsFromStarting: true)
  }
}

extension ReadingAbort {
  /// Flink's own text on one line.
  package var oneLine: String {
    message.split(whereSeparator: \.isNewline).map { line in
      String(line.drop { $0 == " " })
    }.joined(separator: " ")
  }
}
