import Diagnosis
import Evidence
import FlinkConfiguration

/// Metrics in the text format, for node_exporter's textfile collector.
///
/// Labels are ids, families and severities: their number is bounded by the rules, whatever the
/// configuration holds. The file is best written beside its place and renamed.
struct PrometheusReport {
  let report: CheckReport
  let options: RenderingOptions

  init(_ report: CheckReport, _ options: RenderingOptions) {
    self.report = report
    self.options = options
  }

  var rendered: String {
    let summary = report.summary
    var text = metric(
      "flinkdoctor_info", "The doctor and the Flink versions judged.",
      [
        Sample(
          [
            ("flink_from", report.flinkVersion.from.description),
            ("flink_to", report.flinkVersion.to.description), ("version", report.toolVersion),
          ], "1")
      ])
    text += metric(
      "flinkdoctor_findings", "Findings by severity, without silenced ones.",
      [("error", summary.error), ("warning", summary.warning), ("info", summary.info)].map {
        Sample([("severity", $0)], "\($1)")
      })
    text += metric(
      "flinkdoctor_results", "Results that are no findings, by status.",
      [
        ("passed", summary.passed), ("unknown", summary.unknown), ("skipped", summary.skipped),
        ("suppressed", summary.suppressed),
      ].map { Sample([("status", $0)], "\($1)") })
    text += metric(
      "flinkdoctor_check_status",
      "The worst result of a check: 3 error, 2 warning, 1 info, 0 passed or skipped, -1 unknown.",
      statuses)
    if let timestamp = UnixTime(report.startedAt) {
      text += metric(
        "flinkdoctor_last_run_timestamp_seconds", "When the run began, in seconds since 1970.",
        [Sample([], "\(timestamp.seconds)")])
    }
    text += metric(
      "flinkdoctor_last_run_duration_seconds", "How long the run took.",
      [Sample([], report.durationMs.isFinite ? "\(report.durationMs / 1000)" : "NaN")])
    return text
  }

  private struct Sample {
    let labels: [(String, String)]
    let value: String

    init(_ labels: [(String, String)], _ value: String) {
      self.labels = labels
      self.value = value
    }
  }

  /// One sample per rule, in the order of the ids.
  private var statuses: [Sample] {
    var worst: [String: (family: String, value: Int)] = [:]
    for result in report.results {
      let value = Self.value(of: result)
      if let known = worst[result.id], Self.rank(known.value) >= Self.rank(value) { continue }
      worst[result.id] = (result.family.name, value)
    }
    return worst.sorted { $0.key < $1.key }.map {
      Sample([("family", $0.value.family), ("id", $0.key)], "\($0.value.value)")
    }
  }

  private static func value(of result: CheckResult) -> Int {
    switch result.status {
    case .finding where result.suppressed != nil: 0
    case .finding:
      switch result.severity ?? .info {
      case .error: 3
      case .warning: 2
      case .info: 1
      }
    case .passed, .skipped: 0
    case .unknown: -1
    }
  }

  /// Unknown is worse than passed and better than any finding.
  private static func rank(_ value: Int) -> Int { value == -1 ? 0 : value == 0 ? -1 : value }

  private func metric(_ name: String, _ help: String, _ samples: [Sample]) -> String {
    var text = "# HELP \(name) \(help)\n# TYPE \(name) gauge\n"
    for sample in samples {
      let labels = sample.labels.map { "\($0)=\"\(Self.escaped($1))\"" }.joined(separator: ",")
      text += name + (labels.isEmpty ? "" : "{\(labels)}") + " \(sample.value)\n"
    }
    return text
  }

  private static func escaped(_ label: String) -> String {
    var escaped = ""
    for scalar in label.unicodeScalars {
      switch scalar {
      case "\\": escaped += "\\\\"
      case "\"": escaped += "\\\""
      case "\n": escaped += "\\n"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
