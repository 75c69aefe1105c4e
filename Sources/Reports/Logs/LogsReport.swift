package import Diagnosis
package import Evidence
import FlinkConfiguration

/// What `flinkdoctor logs` prints: the logs, what happened in the order of time, and why.
package struct LogsReport: Sendable {
  /// The formats of it; the raw values are what `--format` takes.
  package enum Format: String, Sendable, CaseIterable {
    case text
    case json
    case html
  }

  /// Findings and causes, as of a check.
  package var check: CheckReport
  package var logs: LogEvidence

  package init(check: CheckReport, logs: LogEvidence) {
    self.check = check
    self.logs = logs
  }

  package func render(_ format: Format, _ options: RenderingOptions) -> String {
    switch format {
    case .text: LogsText(self, options).rendered
    case .json: LogsJSON(self, options).rendered
    case .html: LogsPage(self, options).rendered
    }
  }

  /// Lines of a timeline alone, for what comes while somebody looks.
  package static func lines(of logs: LogEvidence, _ options: RenderingOptions) -> String {
    let check = CheckReport(
      toolVersion: "", inputs: [], flinkVersion: .all, versionSource: "", deployment: .standalone,
      topology: .unknown, role: nil, hostname: nil, startedAt: "", durationMs: 0, results: [],
      diagnosis: [], cards: [:])
    return LogsText(LogsReport(check: check, logs: logs), options).lines
  }
}
