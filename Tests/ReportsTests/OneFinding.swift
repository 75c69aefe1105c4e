import Diagnosis
import FlinkConfiguration

extension CheckReport {
  /// A report of one finding in a file of one line.
  static func oneFinding(
    message: String = "wrong", severity: Severity = .error, line: String = "a: b",
    range: TextRange = TextRange(line: 1, column: 1, length: 1), path: String = "conf.yaml",
    fix: Fix? = nil, secrets: Set<String> = []
  ) -> CheckReport {
    let version = FlinkVersionRange(FlinkVersion(1, 18))
    return CheckReport(
      toolVersion: "0.1.0",
      inputs: [
        Input(
          path: path, dialect: .flat, flinkVersion: version, versionSource: "--flink-version",
          lines: [1: line])
      ],
      flinkVersion: version, versionSource: "--flink-version", deployment: .standalone,
      topology: .unknown, role: nil, hostname: nil, startedAt: "2026-11-22T17:36:38.125Z",
      durationMs: 1,
      results: [
        CheckResult(
          id: "FD1001", name: "is-right", title: "it is right", family: .configuration,
          status: .finding, severity: severity, message: message, subject: "key:a",
          versions: [FlinkVersion(1, 18)], location: Location(path: path, range: range), fix: fix,
          fingerprint: "00000000000000f1")
      ],
      diagnosis: [],
      cards: [
        "FD1001": RuleCard(
          id: "FD1001", name: "is-right", severity: severity, title: "it is right", why: "…",
          fix: "…", sources: [], examples: [])
      ], secrets: secrets)
  }
}
