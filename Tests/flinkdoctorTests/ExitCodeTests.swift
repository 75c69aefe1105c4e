import TestSupport
import Testing

/// The contract of the exit codes: 0 clean, 1 findings, 2 usage, 3 incomplete; nigh every script hangs on it.
@Suite struct ExitCodeTests {
  private let incident = "examples/incident"

  @Test func findingsAtOrAboveTheThreshold() throws {
    #expect(try Program.flinkdoctor("check", "--static", incident).status == 1)
    #expect(
      try Program.flinkdoctor("check", "--static", incident, "--fail-on", "never").status == 0)
    #expect(
      try Program.flinkdoctor("check", "--static", "examples/healthy/1.12").status == 0)
  }

  @Test(arguments: [
    ["check", "--no-such-option"], ["no-such-command"], ["check", "--format", "xml"],
    ["check", "--flink-version", "latest"], ["check", "--set", "novalue"],
    ["check", "--only", "FD0000", "-"], ["check", "--timeout", "soon"],
    ["check", "--report", "sarif"], ["check", "--baseline", "/nowhere", "-"],
  ])
  func wrongUsage(arguments: [String]) throws {
    let program = try Program.run(Program.flinkdoctor, arguments)
    #expect(program.status == 2)
    #expect(program.output.isEmpty)
    #expect(!program.complaints.isEmpty)
  }

  @Test(arguments: [["--help"], ["check", "--help"], ["--version"]])
  func helpIsNoFailure(arguments: [String]) throws {
    let program = try Program.run(Program.flinkdoctor, arguments)
    #expect(program.status == 0)
    #expect(!program.output.isEmpty)
    #expect(program.complaints.isEmpty)
  }

  @Test(arguments: ["text", "short", "json", "sarif", "junit", "github", "gitlab", "prometheus"])
  func areTheSameForEveryFormat(format: String) throws {
    let healthy = "examples/healthy/1.12"
    for (path, status) in [(incident, 1), (healthy, 0)] {
      let program = try Program.flinkdoctor("check", "--static", "--format", format, path)
      #expect(program.status == status)
    }
  }

  @Test func nagiosHasItsOwn() throws {
    let critical = try Program.flinkdoctor("check", "--static", "--format", "nagios", incident)
    #expect(critical.status == 2)
    #expect(critical.output.hasPrefix("FLINK CRITICAL"))
  }

  @Test func wrongUsageIsGraverThanFindings() throws {
    #expect(try Program.flinkdoctor("check", incident, "/nowhere").status == 2)
  }

  @Test func aFullDiskIsNoSuccess() throws {
    let program = try Program.run(
      "/bin/sh",
      ["-c", "\(Program.flinkdoctor) check --static examples/healthy/1.12 > /dev/full"])
    #expect(program.status == 4)
    #expect(program.complaints.contains("stdout"))
  }
}
