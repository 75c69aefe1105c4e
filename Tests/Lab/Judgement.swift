import Foundation
import TestSupport

/// What a lab needs of `flinkdoctor check --format json`.
struct Judgement: Sendable {
  struct Finding: Sendable, Hashable, CustomStringConvertible {
    let id: String
    let severity: String
    let message: String
    /// `tm1:/srv/flink/conf/config.yaml` where several nodes are judged; nil for what has no place.
    let path: String?

    /// Whether it is about this node of several.
    func isAbout(_ node: String) -> Bool {
      message.contains(node) || path?.hasPrefix("\(node):") == true
    }

    var description: String { "\(severity)[\(id)]: \(message)" }
  }

  /// Worst first, as the report has them.
  let findings: [Finding]
  /// What the report calls causes, in its order.
  let causes: [Finding]
  /// The ids of the rules that something passed.
  let passed: Set<String>
  /// What the run took, by its own clock.
  let seconds: Double

  init(_ program: Program) throws {
    let report: Report
    do {
      report = try JSONDecoder().decode(Report.self, from: Data(program.output.utf8))
    } catch {
      throw Lab.Failure(
        command: "flinkdoctor check", said: program.complaints + program.output + "\(error)")
    }
    let results = report.results.filter { $0.status == "finding" && $0.suppressed == nil }
    findings = results.map(\.finding)
    passed = Set(report.results.filter { $0.status == "passed" }.map(\.id))
    causes = report.diagnosis.compactMap { root in
      results.first { $0.fingerprint == root.cause }?.finding
    }
    seconds = report.durationMs / 1000
  }

  /// What a healthy cluster must not have.
  var alarms: [Finding] { findings.filter { $0.severity != "info" } }

  /// The ids of the rules that flinkdoctor has.
  static let rules: Set<String> = {
    struct Rules: Decodable {
      struct Rule: Decodable { var id: String }
      var rules: [Rule]
    }
    guard let program = try? Program.flinkdoctor("rules", "--format", "json"),
      let rules = try? JSONDecoder().decode(Rules.self, from: Data(program.output.utf8))
    else { return [] }
    return Set(rules.rules.map(\.id))
  }()

  private struct Report: Decodable {
    var durationMs: Double
    var results: [Result]
    var diagnosis: [Root]
  }

  private struct Result: Decodable {
    struct Reason: Decodable {}
    struct Place: Decodable { var path: String }

    var id: String
    var status: String
    var severity: String?
    var message: String?
    var fingerprint: String
    var suppressed: Reason?
    var location: Place?

    var finding: Finding {
      Finding(id: id, severity: severity ?? "", message: message ?? "", path: location?.path)
    }
  }

  private struct Root: Decodable {
    var cause: String
  }
}
