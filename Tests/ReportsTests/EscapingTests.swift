import Diagnosis
import FlinkConfiguration
import FoundationEssentials
import Reports
import Testing

/// Text of any kind comes through every format whole, or visibly replaced where a format cannot hold it.
@Suite struct EscapingTests {
  static let texts = [
    "plain", "a \"quoted\" \\ text", "line\nline", "carriage\rreturn", "tab\there",
    "null\u{0}byte", "escape \u{1B}[31m", "delete\u{7F}", "c1 \u{85}", "100 % of 1:2, 3",
    "<&>'", "数据 🎉 u\u{308}", "\u{2028}\u{2029}", "\u{FFFE}\u{FFFF}", "| bar", "]]>", "::error::x",
  ]

  @Test(arguments: texts) func jsonKeepsIt(_ text: String) throws {
    struct Report: Decodable {
      struct Result: Decodable { let message: String }
      let results: [Result]
    }
    let json = ReportFormat.json.render(.oneFinding(message: text))
    let report = try JSONDecoder().decode(Report.self, from: Data(json.utf8))
    #expect(report.results.map(\.message) == [text])
  }

  @Test(arguments: texts) func nothingReachesTheTerminal(_ text: String) {
    let report = ReportFormat.text.render(.oneFinding(message: text))
    let commands = report.unicodeScalars.filter { $0.properties.generalCategory == .control }
    #expect(commands.allSatisfy { $0 == "\n" })
  }

  @Test(arguments: texts) func oneFindingIsOneLine(_ text: String) {
    #expect(ReportFormat.short.render(.oneFinding(message: text)).split(separator: "\n").count == 1)
    #expect(
      ReportFormat.github.render(.oneFinding(message: text)).split(separator: "\n").count == 2)
    #expect(
      ReportFormat.nagios.render(.oneFinding(message: text)).split(separator: "\n").count == 2)
  }

  @Test(arguments: [
    ("conf/a b#c.yaml", "conf/a%20b%23c.yaml", true), ("./数.yaml", "%E6%95%B0.yaml", true),
    ("/etc/flink/conf", "file:///etc/flink/conf", false), ("../x.yaml", "../x.yaml", true),
  ])
  func sarifPathsAreURIs(_ path: String, _ uri: String, _ isRelative: Bool) {
    let sarif = ReportFormat.sarif.render(.oneFinding(path: path))
    #expect(sarif.contains("\"uri\": \"\(uri)\""))
    #expect(sarif.contains("\"uriBaseId\": \"%SRCROOT%\"") == isRelative)
  }

  /// Forges match a finding's path with those of the change.
  @Test(arguments: [
    (ReportFormat.github, "file=conf/a.yaml,"), (.gitlab, "\"path\": \"conf/a.yaml\""),
  ])
  func forgesGetPlainPaths(_ format: ReportFormat, _ expected: String) {
    #expect(format.render(.oneFinding(path: ".//conf/a.yaml")).contains(expected))
  }
}
