import Diagnosis
import Evidence
import Examining
import FlinkConfiguration
import LogReading
import Reports
import Rules

#if canImport(Glibc)
  import Glibc
#endif

/// One run of `logs`: from the files to the report and the exit code.
struct LogsRun {
  let options: LogsOptions

  func perform() throws {
    let start = RunStart()
    let rules = RuleRegistry.rules.filter { $0.card.family == .logs }
    var check = Check(rules: rules, selection: options.selection)
    try check.refuseIdlePatterns()
    let inputs = LogInputs(options.paths)
    for error in inputs.errors { Output.complain("\(error)") }
    Interrupt.catch()
    var files = LogFiles(patterns: LogPattern.all(of: rules))
    let progress = ProgressBar(total: inputs.bytes)
    for path in inputs.paths where !Interrupt.hasCome {
      files.read(path) { bytes in
        progress.show(bytes)
        return !Interrupt.hasCome
      }
    }
    progress.clear()
    for error in files.errors { Output.complain("\(error)") }
    if options.isFollowing { try follow(&files) }
    let logs = evidence(of: files)
    guard !logs.files.isEmpty else { throw ExitStatus.usage }
    judge(logs, into: &check)
    let report = LogsReport(check: check.report(since: start), logs: logs)
    for file in options.reports {
      var plain = options.rendering
      plain.color = false
      plain.width = 100
      try Output.write(report.render(file.format, plain), to: file.path)
    }
    try Output.write(report.render(options.format, options.rendering))
    let asked = ExitStatus.all(
      of: report.check, failOn: options.failOn, requireComplete: options.requireComplete)
    let status = ExitStatus.gravest(
      (inputs.errors.isEmpty && files.errors.isEmpty ? [] : [.usage]) + asked)
    if status != .clean { throw status }
  }

  private func evidence(of files: borrowing LogFiles) -> LogEvidence {
    var reading = LogReadingOptions(window: options.window)
    if let zone = options.zone {
      // A zone by name has different offsets in summer and winter.
      let first = files.reader.evidence().files.compactMap(\.firstTime).first ?? 0
      reading.zone = zone.minutes(at: first)
    }
    return files.reader.evidence(reading)
  }

  private func judge(_ logs: LogEvidence, into check: inout Check) {
    let exam = examination(of: logs, versions: options.versions)
    check.add(
      check.judged(
        exam,
        of: ConfigurationSource(
          path: logs.files.count == 1 ? logs.files[0].path : "\(logs.files.count) logs", bytes: [],
          dialect: .standard, folder: ConfigurationFolder(), versions: exam.versions,
          versionSource: exam.versionSource)))
  }

  /// Shows what is written from now on as it comes, until Ctrl-C.
  private func follow(_ files: inout LogFiles) throws {
    var shown = files.reader.evidence().events.reduce(into: [:]) { $0[$1.place] = $1.count }
    Output.complain("following; Ctrl-C ends it with the diagnosis")
    while !Interrupt.hasCome {
      usleep(300_000)
      guard files.readOn() else { continue }
      let logs = evidence(of: files)
      var fresh = logs
      fresh.events = logs.events.filter { shown[$0.place] != $0.count }
      for event in fresh.events { shown[event.place] = event.count }
      if options.format == .text {
        try Output.write(LogsReport.lines(of: fresh, options.rendering))
      }
    }
  }
}

extension LogEvent {
  fileprivate struct Place: Hashable {
    var file: Int
    var line: Int
  }

  fileprivate var place: Place { Place(file: file, line: line) }
}
