import TestSupport
import Testing

/// The examples, each with the report that stands beside it.
@Suite struct ExamplesTests {
  @Test(arguments: ["incident", "conf-dir", "healthy/1.12", "healthy/1.20", "healthy/2.3"])
  func giveTheirReports(name: String) throws {
    let version: [String: String] = ["incident": "1.12", "conf-dir": "1.17"]
    let release = version[name] ?? String(name.split(separator: "/")[1])
    let program = try Program.flinkdoctor(
      "check", "--static", "--flink-version", release, "examples/\(name)")
    expectGolden(program.output, "examples/\(name)/report.txt")
    #expect(program.complaints.isEmpty)
    #expect(program.status == (name.hasPrefix("healthy") ? 0 : 1))
  }

  /// A healthy cluster gets nothing at all, not even a hint.
  @Test(arguments: ["1.12", "1.20", "2.3"])
  func healthyOnesAreOneLine(version: String) throws {
    let program = try Program.flinkdoctor(
      "check", "--static", "--flink-version", version, "examples/healthy/\(version)")
    #expect(program.output.split(separator: "\n").count == 1)
  }
}
