import Diagnosis
import FlinkConfiguration

/// Workflow commands of GitHub Actions, which become annotations.
///
/// GitHub keeps ten annotations of each level per step; the gravest come first, the log has all,
/// and the last line, which is no command, has the counts.
struct GitHubReport {
  let report: CheckReport
  let options: RenderingOptions

  init(_ report: CheckReport, _ options: RenderingOptions) {
    self.report = report
    self.options = options
  }

  var rendered: String {
    report.findings(options.show).map(command).joined()
      + SummaryLine(report, Painter(color: false)).rendered
  }

  private func command(_ finding: CheckResult) -> String {
    var properties = [("file", report.plainPath(of: finding))]
    if let range = finding.location?.range {
      properties.append(("line", "\(range.start.line)"))
      properties.append(("endLine", "\(range.end.line)"))
      // GitHub takes columns only within one line.
      if range.start.line == range.end.line {
        properties.append(("col", "\(range.start.column)"))
        properties.append(("endColumn", "\(range.end.column)"))
      }
    }
    properties.append(("title", "\(finding.id) \(finding.title)"))
    let list = properties.map { "\($0)=\(Self.escaped($1, property: true))" }.joined(separator: ",")
    var message = finding.headline
    if let fix = finding.fix { message += "\nFix: \(fix.text)" }
    return "::\(Self.command(finding.severity ?? .info)) \(list)::\(Self.escaped(message))\n"
  }

  private static func command(_ severity: Severity) -> String {
    switch severity {
    case .error: "error"
    case .warning: "warning"
    case .info: "notice"
    }
  }

  /// As `@actions/core` escapes: `%` and line ends everywhere, `:` and `,` in properties too.
  static func escaped(_ text: String, property: Bool = false) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "%": escaped += "%25"
      case "\r": escaped += "%0D"
      case "\n": escaped += "%0A"
      case ":" where property: escaped += "%3A"
      case "," where property: escaped += "%2C"
      default: escaped += Display.cell(scalar).text
      }
    }
    return escaped
  }
}
