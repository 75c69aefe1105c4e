import Diagnosis
import FlinkConfiguration

/// JUnit XML by the schema of Jenkins' xUnit plugin (`junit-10.xsd`): a suite per file, a case per result.
///
/// Errors and warnings are failures; an info fails only where `--fail-on info` makes it fail the
/// run, and stands in `system-out` otherwise. What could not be told is skipped, or an error with
/// `--require-complete`, so that the CI's verdict and the exit code agree.
struct JUnitReport {
  let report: CheckReport
  let options: RenderingOptions

  init(_ report: CheckReport, _ options: RenderingOptions) {
    self.report = report
    self.options = options
  }

  var rendered: String {
    let suites = self.suites
    var xml = XML()
    let attributes = [
      ("name", "flinkdoctor"), ("tests", "\(suites.reduce(0) { $0 + $1.cases.count })"),
      ("failures", "\(suites.reduce(0) { $0 + $1.count(.failure) })"),
      ("errors", "\(suites.reduce(0) { $0 + $1.count(.error) })"),
      ("time", Self.seconds(report.durationMs)),
    ]
    xml.element("testsuites", attributes) { xml in
      for suite in suites { write(suite, into: &xml) }
    }
    return xml.text
  }

  private func write(_ suite: Suite, into xml: inout XML) {
    var attributes = [
      ("name", suite.path), ("tests", "\(suite.cases.count)"),
      ("failures", "\(suite.count(.failure))"), ("errors", "\(suite.count(.error))"),
      ("skipped", "\(suite.count(.skipped))"), ("timestamp", String(report.startedAt.prefix(19))),
      ("file", suite.path),
    ]
    if let hostname = report.hostname { attributes.append(("hostname", hostname)) }
    xml.element("testsuite", attributes) { xml in
      for test in suite.cases { write(test, into: &xml) }
    }
  }

  private func write(_ test: Case, into xml: inout XML) {
    let result = test.result
    let attributes = [
      ("classname", result.family.name), ("name", test.name), ("time", "0.000"),
    ]
    xml.element("testcase", attributes) { xml in
      switch test.outcome {
      case .passed:
        if result.status == .finding { xml.element("system-out", [], text: details(of: result)) }
      case .failure:
        let type = (result.severity ?? .info).rawValue
        xml.element(
          "failure", [("type", type), ("message", result.headline)], text: details(of: result))
      case .error:
        xml.element("error", [("type", "unknown"), ("message", result.reason ?? result.headline)])
      case .skipped:
        xml.element("skipped", [("message", test.reason)])
      }
    }
  }

  private func details(of finding: CheckResult) -> String {
    var lines = [ShortReport.line(finding, in: report)]
    for evidence in finding.evidence { lines.append("seen: \(evidence.source): \(evidence.text)") }
    for related in finding.related {
      lines.append("see: \(place(related.location)): \(related.message)")
    }
    if let fix = finding.fix { lines.append("fix: \(fix.text)") }
    return lines.joined(separator: "\n")
  }

  private static func seconds(_ milliseconds: Double) -> String {
    guard milliseconds.isFinite, milliseconds >= 0, milliseconds < 1e12 else { return "0.000" }
    let rounded = Int(milliseconds.rounded())
    let rest = "\(rounded % 1000)"
    return "\(rounded / 1000)." + String(repeating: "0", count: 3 - rest.utf8.count) + rest
  }
}

extension JUnitReport {
  fileprivate enum Outcome { case passed, failure, error, skipped }

  fileprivate struct Case {
    let name: String
    let result: CheckResult
    let outcome: Outcome

    var reason: String {
      if let reason = result.suppressed { return "silenced: \(reason)" }
      let reason = result.reason ?? ""
      return result.status == .unknown ? "unknown: \(reason)" : reason
    }
  }

  fileprivate struct Suite {
    let path: String
    var cases: [Case] = []

    func count(_ outcome: Outcome) -> Int { cases.count { $0.outcome == outcome } }
  }

  /// The results by the file they point at; one that points at no input goes with its folder's or the first.
  private var suites: [Suite] {
    let paths = report.inputs.isEmpty ? ["-"] : report.inputs.map(\.path)
    var suites = paths.map { Suite(path: $0) }
    let index = Dictionary(zip(paths, paths.indices)) { first, _ in first }
    var byFolder: [Substring: Int] = [:]
    for (at, path) in paths.enumerated().reversed() { byFolder[Self.folder(path)] = at }
    var names: [String: Int] = [:]
    for result in report.results {
      guard result.status != .finding || (result.severity ?? .info) >= options.show else {
        continue
      }
      let path = result.location?.path ?? paths[0]
      let at = index[path] ?? byFolder[Self.folder(path)] ?? 0
      let name = "\(result.id) \(result.title) (\(result.subject))"
      // Of two cases with one name GitLab shows one only.
      let count = names["\(at) \(name)", default: 0] + 1
      names["\(at) \(name)"] = count
      suites[at].cases.append(
        Case(
          name: count == 1 ? name : "\(name) #\(count)", result: result,
          outcome: outcome(of: result)))
    }
    return suites
  }

  private static func folder(_ path: String) -> Substring {
    path.lastIndex(of: "/").map { path[..<$0] } ?? ""
  }

  private func outcome(of result: CheckResult) -> Outcome {
    switch result.status {
    case .finding where result.suppressed != nil: return .skipped
    case .finding:
      let threshold = min(options.failOn ?? .warning, .warning)
      return (result.severity ?? .info) >= threshold ? .failure : .passed
    case .passed: return .passed
    case .skipped: return .skipped
    case .unknown: return options.requireComplete ? .error : .skipped
    }
  }
}
