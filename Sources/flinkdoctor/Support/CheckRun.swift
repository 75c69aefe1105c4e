import Diagnosis
import Examining
import LogReading
import Reports
import Rules

/// One run of `check`: from the options to the reports and the exit code.
struct CheckRun {
  let options: CheckOptions

  func perform() async throws {
    let started = ContinuousClock.now
    let startedAt = Timestamp.now
    let baseline = try options.baseline.map(BaselineFile.read)
    var check = Check(rules: RuleRegistry.rules, selection: options.selection)
    try check.refuseIdlePatterns()
    var statuses: [ExitStatus] = []
    var examining = options.examining
    if !options.isStatic { examining.logPatterns = LogPattern.all(of: RuleRegistry.rules) }
    for path in options.paths {
      do throws(InputError) {
        let source = try ConfigurationSource.find(
          path, versions: options.versions, dialect: options.dialect)
        await check.add(source, examining)
      } catch {
        Output.complain("\(error)")
        statuses.append(.usage)
      }
    }
    guard !check.isEmpty else { throw ExitStatus.usage }
    if let gone = baseline.map({ check.apply($0) }), gone > 0 {
      Output.complain("\(gone) findings of the baseline are gone; write it anew")
    }
    try finish(check.report(startedAt: startedAt, duration: started.duration(to: .now)), statuses)
  }

  /// Writes the report and ends with its exit code, which is thrown unless it is clean.
  func finish(_ report: CheckReport, _ statuses: [ExitStatus] = []) throws {
    var statuses = statuses
    try write(report)
    if let severity = options.failOn, report.results.contains(where: { $0.fails(at: severity) }) {
      statuses.append(.findings)
    }
    if options.requireComplete, report.summary.unknown > 0 { statuses.append(.incomplete) }
    try end(with: .gravest(statuses), report)
  }

  private func write(_ report: CheckReport) throws {
    for file in options.reports {
      try Output.write(file.format.render(report, options: options.rendering()), to: file.path)
    }
    let rendering = options.rendering(
      isColored: options.isColored, width: Terminal.width ?? 100)
    try Output.write(options.format.render(report, options: rendering))
  }

  /// Monitoring plugins have exit codes of their own; a wrong input stays what it is.
  private func end(with status: ExitStatus, _ report: CheckReport) throws {
    if options.format == .nagios, status != .usage {
      throw PluginStatus(
        code: Int32(NagiosReport(report, options.rendering()).state.rawValue))
    }
    if status != .clean { throw status }
  }
}

extension CheckResult {
  /// Whether it counts at or above a severity.
  fileprivate func fails(at threshold: Severity) -> Bool {
    counts && (severity ?? .info) >= threshold
  }
}
