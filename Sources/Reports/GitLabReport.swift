import Diagnosis
import FlinkConfiguration

/// GitLab Code Quality: a plain array of what Code Climate calls issues.
///
/// GitLab drops an issue whose fingerprint it has seen already, so the path is part of it here.
struct GitLabReport {
  let report: CheckReport
  let options: RenderingOptions

  init(_ report: CheckReport, _ options: RenderingOptions) {
    self.report = report
    self.options = options
  }

  var rendered: String {
    var seen: [String: Int] = [:]
    let issues = report.findings(options.show).map { finding -> JSON in
      let path = report.plainPath(of: finding)
      let parts = [finding.fingerprint, path]
      let fingerprint = Fingerprint.of(parts)
      let count = seen[fingerprint, default: 0]
      seen[fingerprint] = count + 1
      return issue(finding, path, count == 0 ? fingerprint : Fingerprint.of(parts + ["\(count)"]))
    }
    return JSONWriter.document(.array(issues))
  }

  private func issue(_ finding: CheckResult, _ path: String, _ fingerprint: String) -> JSON {
    var description = finding.headline
    if let fix = finding.fix { description += " Fix: \(fix.text)" }
    return [
      "check_name": .string("\(finding.id) \(finding.name)"),
      "description": .string(description),
      "fingerprint": .string(fingerprint),
      "location": [
        "lines": ["begin": .integer(finding.location?.range?.start.line ?? 1)],
        "path": .string(path),
      ],
      "severity": .string(Self.severity(finding.severity ?? .info)),
    ]
  }

  /// GitLab's five are info, minor, major, critical and blocker.
  private static func severity(_ severity: Severity) -> String {
    switch severity {
    case .error: "critical"
    case .warning: "major"
    case .info: "info"
    }
  }
}
