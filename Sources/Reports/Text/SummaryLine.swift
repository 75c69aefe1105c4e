import Diagnosis
import FlinkConfiguration

/// The last line of the text report, and its only one when all is well.
struct SummaryLine {
  private let report: CheckReport
  private let painter: Painter

  init(_ report: CheckReport, _ painter: Painter) {
    self.report = report
    self.painter = painter
  }

  var rendered: String {
    let name = Display.line(report.inputName)
    return "flinkdoctor: \(name): \(verdict) (\(details.joined(separator: ", ")))\n"
  }

  /// The counts of findings, or that there are none.
  private var verdict: String {
    let summary = report.summary
    let counts: [(Severity, Int)] = [
      (.error, summary.error), (.warning, summary.warning), (.info, summary.info),
    ]
    let found = counts.filter { $0.1 > 0 }
    if found.isEmpty { return painter.paint("no findings", .good) }
    return found.map { painter.paint($0.counted($1), as: $0) }.joined(separator: ", ")
  }

  /// Several inputs may well be of several versions.
  private var isKnown: Bool {
    let ranges = report.inputs.isEmpty ? [report.flinkVersion] : report.inputs.map(\.flinkVersion)
    return ranges.allSatisfy { $0.from == $0.to }
  }

  private var details: [String] {
    let summary = report.summary
    let range = report.flinkVersion
    var details = [
      "Flink \(range)" + (isKnown ? "" : ", --flink-version narrows it"),
      summary.passed == 1 ? "1 check passed" : "\(summary.passed) checks passed",
    ]
    if summary.unknown > 0 { details.append("\(summary.unknown) not checked") }
    if summary.suppressed > 0 { details.append("\(summary.suppressed) silenced") }
    return details
  }
}
