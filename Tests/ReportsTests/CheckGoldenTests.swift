import Diagnosis
import Reports
import TestSupport
import Testing

/// Every format of a report that has everything, held as a file.
@Suite struct CheckGoldenTests {
  @Test(arguments: SampleReport.allCases, ReportFormat.allCases)
  func isAsItWas(_ sample: SampleReport, _ format: ReportFormat) {
    expectGolden(format.render(sample.report), golden(sample.rawValue, format))
  }

  @Test func verboseText() {
    let text = ReportFormat.text.render(
      SampleReport.full, options: RenderingOptions(verbose: true, width: 80))
    expectGolden(text, "Tests/ReportsTests/Golden/everything.verbose.txt")
  }

  @Test func colouredText() {
    let text = ReportFormat.text.render(
      SampleReport.full, options: RenderingOptions(color: true, show: .error))
    expectGolden(text, "Tests/ReportsTests/Golden/everything.color.txt")
  }

  private func golden(_ name: String, _ format: ReportFormat) -> String {
    let ending =
      switch format {
      case .text, .short, .github, .nagios: "\(format).txt"
      case .json: "json"
      case .gitlab: "gitlab.json"
      case .sarif: "sarif"
      case .junit: "junit.xml"
      case .prometheus: "prom"
      }
    return "Tests/ReportsTests/Golden/\(name).\(ending)"
  }
}
