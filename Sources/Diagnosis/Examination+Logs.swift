package import Evidence
import FlinkConfiguration

extension Examination {
  /// The lines that hold a signature's literals, in the order of time; empty without logs.
  package func logEvents(_ card: RuleCard) -> [LogEvent] {
    evidence.logs?.events(card.id) ?? []
  }

  /// Where an event stands in its log.
  package func location(of event: LogEvent) -> Location? {
    guard let logs = evidence.logs, logs.files.indices.contains(event.file) else { return nil }
    return Location(
      path: logs.files[event.file].path,
      range: TextRange(line: event.line, column: event.column, length: event.length))
  }
}
