import TestSupport
import Testing

/// A plain `check` is read without the parser library, and means the same as when it reads it.
///
/// `--` ends the options in both, and is not plain: with it the library reads the line.
@Suite struct PlainCommandLineTests {
  @Test(arguments: [
    ["--static", "--format", "short"], ["--static", "--format=short", "--flink-version=1.12"],
    ["--static", "--flink-version", "1.15-1.18", "--topology", "single", "--format", "json"],
    ["--static", "-q", "--show", "error"], ["--static", "-v", "--only", "FD1*", "--only", "FD2*"],
    ["--static", "--skip", "addresses", "--fail-on", "warning", "--deployment", "docker"],
    ["--static", "--set", "taskmanager.host=tm1", "--set=rest.port=1", "--firewall"],
    ["--static", "--role", "taskmanager", "--expect", "down", "--require-complete"],
    ["--static", "--color", "always", "--dialect", "flat", "--timeout", "1s"],
    // Mistakes are the library's to explain.
    ["--static", "--flink-version=new"], ["--sttaic"], ["--static=yes"], ["--format", "xml"],
    ["--show", "-v"], ["-x"], ["--static", "--set", "novalue"], ["--static", "--baseline", "/no"],
  ])
  func meansTheSame(options: [String]) throws {
    let path = "examples/incident/flink-conf.yaml"
    let plain = try Program.run(Program.flinkdoctor, ["check"] + options + [path])
    let library = try Program.run(Program.flinkdoctor, ["check"] + options + ["--", path])
    #expect(plain.status == library.status)
    #expect(withoutTimes(plain.output) == withoutTimes(library.output))
    #expect(plain.complaints == library.complaints)
  }

  private func withoutTimes(_ text: String) -> [Substring] {
    text.split(separator: "\n").filter {
      !$0.contains("\"startedAt\"") && !$0.contains("durationMs")
    }
  }
}
