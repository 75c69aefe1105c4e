import Diagnosis
import Evidence
import FlinkConfiguration

/// The events that a reader wants to see, in the order of time, each as one line.
struct TimelineLines {
  struct Line {
    var time: Int64?
    var file: Int
    var text: String
    /// `(412 times in 7 min)`, or empty.
    var remark: String
    /// The gravest of the findings that point at it.
    var severity: Severity?
  }

  let lines: [Line]

  /// What belongs to every start and tells nothing of what happened.
  private static let quiet: Set<LogLandmark> = [
    .actorSystem, .resolvedResourceManager, .taskManagerAddress, .checkpointTriggered,
    .checkpointCommitted, .blobServer, .leader,
  ]

  init(_ report: LogsReport, verbose: Bool) {
    let places = Self.places(report)
    var lines: [Line] = []
    for event in report.logs.events {
      let landmarks = event.ids.compactMap(LogLandmark.init)
      let isQuiet = landmarks.count == event.ids.count && landmarks.allSatisfy(Self.quiet.contains)
      if isQuiet, !verbose { continue }
      lines.append(
        Line(
          time: event.time, file: event.file, text: event.text, remark: Self.remark(event),
          severity: places[Place(file: event.file, line: event.line)]))
    }
    lines += report.logs.deaths.map { death in
      let code = death.exitCode.map { ", exit code \($0)" } ?? ""
      let reason = death.reason.map { ": \($0)" } ?? ""
      return Line(
        time: death.time, file: death.file,
        text: "\(death.source.rawValue) on \(death.name)\(reason)\(code)", remark: "",
        severity: nil)
    }
    for pauses in report.logs.collections {
      lines += pauses.longest.filter { verbose || $0.durationMs >= 1000 }.map { pause in
        Line(
          time: pause.time, file: pauses.file,
          text: "\(pause.kind): \(LogMoments.span(Int64(pause.durationMs)))", remark: "",
          severity: nil)
      }
    }
    lines += report.logs.silences.filter { $0.milliseconds >= 30_000 && verbose }.map {
      Line(
        time: $0.from, file: $0.file, text: "silent for \(LogMoments.span($0.milliseconds))",
        remark: "", severity: nil)
    }
    var last = Int64.min
    let keyed = lines.map { line in
      last = line.time ?? last
      return (line, last)
    }
    self.lines = keyed.enumerated().sorted {
      ($0.element.1, $0.offset) < ($1.element.1, $1.offset)
    }.map(\.element.0)
  }

  private static func remark(_ event: LogEvent) -> String {
    guard event.count > 1 else { return "" }
    guard let time = event.time, let last = event.lastTime, last > time else {
      return " (\(event.count) times)"
    }
    return " (\(event.count) times in \(LogMoments.span(last - time)))"
  }

  private struct Place: Hashable {
    var file: Int
    var line: Int
  }

  private static func places(_ report: LogsReport) -> [Place: Severity] {
    var files: [String: Int] = [:]
    for (at, file) in report.logs.files.enumerated() { files[file.path] = files[file.path] ?? at }
    var places: [Place: Severity] = [:]
    for result in report.check.results where result.counts {
      guard let path = result.location?.path, let line = result.location?.range?.start.line,
        let file = files[path], let severity = result.severity
      else { continue }
      let place = Place(file: file, line: line)
      places[place] = max(places[place] ?? severity, severity)
    }
    return places
  }
}
