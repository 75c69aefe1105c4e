import Diagnosis
import Reports
import TestSupport
import Testing

/// Reports as other people's tools see them.
@Suite(.enabled(if: PythonTools.areAvailable, "run Tests/python-tools"))
struct ValidatorTests {
  static let formats = ReportFormat.allCases.filter { $0 != .text && $0 != .short && $0 != .json }

  @Test(arguments: formats) func othersTakeIt(_ format: ReportFormat) throws {
    let reports = SampleReport.allCases.map { format.render($0.report) }
    let found = try problems(reports, format.rawValue)
    #expect(found.isEmpty, "\(found)")
  }

  /// Messages, fixes and paths of any kind, the control characters that XML has no place for among them.
  @Test(arguments: formats + [.json]) func anyTextIsTaken(_ format: ReportFormat) throws {
    let reports = EscapingTests.texts.map { text in
      format.render(.oneFinding(message: text, path: "a/" + text, fix: Fix(text)))
    }
    let schema = format == .json ? ReportSchema.document : nil
    let found = try problems(reports, format.rawValue, schema: schema)
    #expect(found.isEmpty, "\(found)")
  }

  @Test func jsonIsByItsSchema() throws {
    let reports = SampleReport.allCases.map { ReportFormat.json.render($0.report) }
    let found = try problems(reports, "json", schema: ReportSchema.document)
    #expect(found.isEmpty, "\(found)")
  }

  @Test(arguments: ["jm1", "tm1", "tm2"])
  func savedExaminationsAreByTheSchemaToo(_ node: String) throws {
    let saved = String(
      decoding: try Repository.contents("examples/nodes/\(node).json"), as: UTF8.self)
    let found = try problems([saved], "json", schema: ReportSchema.document)
    #expect(found.isEmpty, "\(found)")
    let broken = saved.replacing("\"savedAt\"", with: "\"at\"")
    #expect(try problems([broken], "json", schema: ReportSchema.document) != "")
  }

  /// The file of known keys is written by hand: a line is added there, and none is ever taken away.
  @Test func keysAreOnlyEverAdded() throws {
    let known = try String(
      decoding: Repository.contents("Tests/ReportsTests/Golden/check-keys.txt"), as: UTF8.self)
    let json = ReportFormat.json.render(SampleReport.full)
    let found = try problems([json], "keys", schema: known)
    #expect(found.isEmpty, "\(found)")
  }

  /// The validators are able to say no.
  @Test(arguments: formats + [.json])
  func brokenReportsAreRefused(_ format: ReportFormat) throws {
    let (good, bad) =
      switch format {
      case .json: ("\"id\":", "\"ID\":")
      case .sarif: ("note", "hint")
      case .junit: ("tests=", "test=")
      case .github: ("%0A", "%")
      case .gitlab: ("major", "bad")
      case .nagios: (";;0;0", ";;x")
      case .prometheus: ("# TYPE", "# KIND")
      case .text, .short: ("", "")
      }
    let broken = format.render(SampleReport.full).replacing(good, with: bad)
    let schema = format == .json ? ReportSchema.document : nil
    #expect(try problems([broken], format.rawValue, schema: schema) != "")
  }
}
