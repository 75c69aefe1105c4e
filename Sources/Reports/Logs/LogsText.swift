import Diagnosis
import Evidence

/// The report for people: which logs, then the diagnosis, below it the timeline, and one line that
/// sums up.
struct LogsText {
  private let report: LogsReport
  private let options: RenderingOptions
  private let painter: Painter
  private let moments: LogMoments
  private let names: LogNames

  init(_ report: LogsReport, _ options: RenderingOptions) {
    self.report = report
    self.options = options
    painter = Painter(color: options.color)
    moments = LogMoments(report.logs)
    names = LogNames(report.logs)
  }

  var rendered: String {
    var diagnosis = options
    diagnosis.quiet = true
    let found = TextReport(report.check.withoutSecrets, diagnosis).rendered
    if options.quiet { return found }
    return files + timeline + (found.isEmpty ? "" : heading("Diagnosis") + found) + summary
  }

  private func heading(_ text: String) -> String { painter.paint(text, .strong) + "\n" }

  // MARK: The logs

  private var files: String {
    var text = heading("Logs")
    for (at, file) in report.logs.files.enumerated() {
      text += "  \(names[at])  \(Display.line(file.path))\n"
      for line in facts(file) {
        for folded in Display.folded(line, width: options.width - 6) { text += "      \(folded)\n" }
      }
    }
    for skew in report.logs.skews {
      text +=
        "  The clock of \(names[skew.file]) is \(LogMoments.span(skew.milliseconds)) "
        + (skew.milliseconds < 0 ? "behind" : "ahead of") + " that of \(names[skew.other]) at most"
        + " (\(skew.basis)).\n"
    }
    return text + "\n"
  }

  private func facts(_ file: LogFileEvidence) -> [String] {
    var facts: [String] = []
    var who = [file.component.words]
    if let version = file.version { who.append("Flink \(version)") }
    if let java = file.runs.last?.java { who.append("Java \(java)") }
    if let address = file.advertised {
      who.append("known as \(address.host):\(address.port.map(String.init) ?? "?")")
    }
    if file.runs.count > 1 { who.append("\(file.runs.count) runs") }
    facts.append(who.joined(separator: ", "))
    var when = file.lines == 1 ? "1 line" : "\(file.lines) lines"
    if let first = file.firstTime, let last = file.lastTime {
      let sameDay = moments.date(first) == moments.date(last)
      when += ", \(moments.date(first)) \(moments.clock(first)) to "
      when += (sameDay ? "" : moments.date(last) + " ") + moments.clock(last)
    } else {
      when += ", without times"
    }
    switch file.runs.last?.end {
    case .shutDown?: when += "; it ends with an orderly stop"
    case .continued?: when += "; it goes on in the next file"
    case .open?: when += "; it ends without a line of a stop"
    case nil: break
    }
    facts.append(when)
    if let incomplete = file.incomplete { facts.append("not all of it: \(incomplete)") }
    if !file.foreignSystems.isEmpty {
      facts.append(
        "not a Flink log: its actor systems are \(file.foreignSystems.joined(separator: ", "))")
    }
    return facts
  }

  // MARK: The timeline

  /// More than this nobody reads.
  private static let most = 120

  /// The lines of the timeline without a heading.
  var lines: String {
    TimelineLines(report, verbose: options.verbose).lines.map(render).joined()
  }

  private var timeline: String {
    let lines = TimelineLines(report, verbose: options.verbose).lines
    guard !lines.isEmpty else { return "" }
    var text = heading("Timeline" + (moments.name.map { ", in \($0)" } ?? ""))
    var day = ""
    let left = options.verbose ? 0..<0 : Self.left(lines)
    for (at, line) in lines.enumerated() {
      if left.contains(at) {
        if at == left.lowerBound {
          text += painter.paint("  … \(left.count) more; -v shows them all\n", .faint)
        }
        continue
      }
      if let time = line.time, moments.date(time) != day {
        day = moments.date(time)
        text += painter.paint("  \(day)\n", .faint)
      }
      text += render(line)
    }
    return text + "\n"
  }

  /// Of too many lines those in the middle are left out.
  private static func left(_ lines: [TimelineLines.Line]) -> Range<Int> {
    lines.count > most ? (most / 3)..<(lines.count - most * 2 / 3) : 0..<0
  }

  private func render(_ line: TimelineLines.Line) -> String {
    let clock = line.time.map(moments.clock) ?? "            "
    let name = names[line.file]
    let head = "  \(clock)  \(name)" + String(repeating: " ", count: max(1, 4 - name.utf8.count))
    let mark = line.severity.map { painter.paint($0.rawValue, as: $0) + " " } ?? ""
    let markWidth = line.severity.map { $0.rawValue.utf8.count + 1 } ?? 0
    let room = max(30, options.width - head.utf8.count)
    var words = Display.line(line.text)
    if !options.verbose, Display.columns(words) + markWidth > 2 * room {
      words = String(words.unicodeScalars.prefix(2 * room - markWidth - 2)) + "…"
    }
    let folded = Display.folded(words + line.remark, width: room - markWidth)
    let hang = String(repeating: " ", count: head.utf8.count + markWidth)
    return painter.paint(head, .faint) + mark + folded.joined(separator: "\n" + hang) + "\n"
  }

  // MARK: The sum

  private var summary: String {
    let summary = report.check.summary
    let counts: [(Severity, Int)] = [
      (.error, summary.error), (.warning, summary.warning), (.info, summary.info),
    ]
    let found = counts.filter { $0.1 > 0 }.map { painter.paint($0.0.counted($0.1), as: $0.0) }
    let logs = report.logs.files.count == 1 ? "1 log" : "\(report.logs.files.count) logs"
    let lines = report.logs.files.reduce(0) { $0 + $1.lines }
    let verdict =
      found.isEmpty ? painter.paint("nothing found", .good) : found.joined(separator: ", ")
    var details = "\(lines) lines, \(report.logs.events.count) events"
    if report.logs.dropped > 0 { details += ", \(report.logs.dropped) more not kept" }
    if summary.unknown > 0 { details += ", \(summary.unknown) not told by these logs" }
    return "flinkdoctor: \(logs): \(verdict) (\(details))\n"
  }
}
