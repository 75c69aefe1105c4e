import Evidence

/// A stack trace that stands alone: somebody pasted it without the lines of the log around it, as
/// Flink's web page shows it, with nothing or a time of its own above.
struct PastedTrace {
  private(set) var exceptions: [LoggedException] = []
  /// Where the innermost exception stands.
  private(set) var line = 0
  private(set) var text = ""
  private(set) var time: Int64?

  /// What is longer is a log.
  private static let mostBytes = 128 << 10

  /// nil where a line begins a record of a log, or no exception is told.
  init?(_ bytes: Bytes) {
    guard bytes.count <= Self.mostBytes else { return nil }
    var trace = TraceText()
    var at = 0
    var number = 0
    while at < bytes.count {
      let end = NewLines.end(bytes, at)
      let part = bytes.part(at..<end)
      number += 1
      at = end + 1
      let known = trace.exceptions.count
      if part.first?.isBlank != true {
        let line = LogLine(part)
        if line.beginsRecord {
          guard line.message.isEmpty, known == 0 else { return nil }
          time = line.time
          continue
        }
      }
      trace.read(part)
      if trace.exceptions.count > known {
        line = number
        text = part.text(0..<min(part.count, LogEvent.textLimit)).trimmed
      }
    }
    guard !trace.exceptions.isEmpty else { return nil }
    exceptions = trace.exceptions
  }

  func event(file: Int) -> LogEvent {
    LogEvent(
      ids: [LogLandmark.pastedTrace.rawValue], file: file, line: line,
      length: text.unicodeScalars.count, time: time, timeSource: time == nil ? .none : .record,
      text: text, exceptions: exceptions)
  }
}
