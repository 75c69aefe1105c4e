import Diagnosis
import Reports
import TestSupport
import Testing

/// Every format of a report that has everything, held as a file.
@Suite struct CheckGoldenTests {
  @Test(arguments: ReportFormat.allCases)
  func everything(_ format: ReportFormat) {
    expectGolden(format.render(SampleReport.full), golden("full", format))
  }

  @Test(arguments: ReportFormat.allCases)
  func allIsWell(_ format: ReportFormat) {
    expectGolden(format.render(SampleReport.healthy), golden("healthy", format))
  }

  @Test func verboseText() {
    let text = ReportFormat.text.render(
      SampleReport.full, options: RenderingOptions(verbose: true, width: 80))
    expectGolden(text, "Tests/ReportsTests/Golden/full.verbose.txt")
  }

  @Test func colouredText() {
    let text = ReportFormat.text.render(
      SampleReport.full, options: RenderingOptions(color: true, show: .error))
    expectGolden(text, "Tests/ReportsTests/Golden/full.color.txt")
  }

  private func golden(_ name: String, _ format: ReportFormat) -> String {
    let ending =
      switch format {
      case .text, .short, .github, .nagios: "\(format).txt"
      case .json, .gitlab: "\(format).json"
      case .sarif: "sarif"
      case .junit: "junit.xml"
      case .prometheus: "prom"
      }
    return "Tests/ReportsTests/Golden/\(name).\(ending)"
  }
}
