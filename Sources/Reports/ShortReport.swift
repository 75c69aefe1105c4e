import Diagnosis

/// One line per finding as compilers print them, for editors and grep: `path:line:column: severity: message [id]`.
struct ShortReport {
  let report: CheckReport
  let options: RenderingOptions

  init(_ report: CheckReport, _ options: RenderingOptions) {
    self.report = report
    self.options = options
  }

  /// Empty when there is nothing to say.
  var rendered: String {
    report.findings(options.show).map { Self.line($0, in: report) + "\n" }.joined()
  }

  static func line(_ finding: CheckResult, in report: CheckReport) -> String {
    let at = finding.location.map(place) ?? Display.line(report.path(of: finding))
    let severity = (finding.severity ?? .info).rawValue
    return "\(at): \(severity): \(Display.line(finding.headline)) [\(finding.id)]"
  }
}
