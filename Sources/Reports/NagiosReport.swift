package import Diagnosis
import FlinkConfiguration

/// The line of a monitoring plugin, `FLINK CRITICAL - … | perfdata`, and what was found below it.
package struct NagiosReport {
  /// The states of a plugin; the raw values are its exit statuses, which `--format nagios` uses.
  package enum State: Int, Sendable {
    case ok = 0
    case warning = 1
    case critical = 2
    case unknown = 3

    fileprivate var name: String {
      switch self {
      case .ok: "OK"
      case .warning: "WARNING"
      case .critical: "CRITICAL"
      case .unknown: "UNKNOWN"
      }
    }
  }

  private let report: CheckReport
  private let options: RenderingOptions

  package init(_ report: CheckReport, _ options: RenderingOptions) {
    self.report = report
    self.options = options
  }

  /// An info alone is OK; nothing but unknowns, or one with `--require-complete`, is UNKNOWN.
  package var state: State {
    let summary = report.summary
    if summary.error > 0 { return .critical }
    if summary.warning > 0 { return .warning }
    if summary.unknown > 0, options.requireComplete || summary.passed + summary.info == 0 {
      return .unknown
    }
    return .ok
  }

  var rendered: String {
    let findings = report.findings(options.show)
    let first = findings.first.map { ": \($0.id) \($0.headline)" } ?? ""
    let line = "FLINK \(state.name) - \(counts) in \(report.inputName)\(first)"
    // Nagios reads 8 KiB of output at most; the gravest come first.
    let details = findings.prefix(Self.detailLines).map { ShortReport.line($0, in: report) }
    return ([Self.plain(line) + " | " + performanceData] + details.map(Self.plain))
      .joined(separator: "\n") + "\n"
  }

  private static let detailLines = 20

  private var counts: String {
    let summary = report.summary
    let found = [
      (Severity.error, summary.error), (.warning, summary.warning), (.info, summary.info),
    ].filter { $0.1 > 0 }
    if state == .unknown { return "\(summary.unknown) not checked" }
    return found.isEmpty
      ? "no findings" : found.map { $0.counted($1) }.joined(separator: ", ")
  }

  /// `label=value[unit];warn;crit;min`: more than 0 errors is critical, more than 0 warnings a warning.
  private var performanceData: String {
    let summary = report.summary
    let time = report.durationMs.isFinite ? (report.durationMs.rounded() / 1000) : 0
    return [
      "errors=\(summary.error);;0;0", "warnings=\(summary.warning);0;;0",
      "infos=\(summary.info);;;0", "unknown=\(summary.unknown);;;0",
      "passed=\(summary.passed);;;0", "time=\(time)s;;;0",
    ].joined(separator: " ")
  }

  /// One line, without the bar that starts performance data.
  private static func plain(_ text: String) -> String {
    String(Display.line(text).map { $0 == "|" ? "/" : $0 })
  }
}
