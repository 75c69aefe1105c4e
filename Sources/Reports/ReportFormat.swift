package import Diagnosis

/// The formats of a check's report; the raw values are what `--format` and `--report` take.
package enum ReportFormat: String, Sendable, Hashable, CaseIterable {
  case text
  case short
  case json
  case sarif
  case junit
  case github
  case gitlab
  case nagios
  case prometheus

  /// The whole report, ending with a newline unless it is empty.
  package func render(_ report: CheckReport, options: RenderingOptions = RenderingOptions())
    -> String
  {
    let report = report.withoutSecrets
    return switch self {
    case .text: TextReport(report, options).rendered
    case .short: ShortReport(report, options).rendered
    case .json: JSONReport(report, options).rendered
    case .sarif: SARIFReport(report, options).rendered
    case .junit: JUnitReport(report, options).rendered
    case .github: GitHubReport(report, options).rendered
    case .gitlab: GitLabReport(report, options).rendered
    case .nagios: NagiosReport(report, options).rendered
    case .prometheus: PrometheusReport(report, options).rendered
    }
  }
}
