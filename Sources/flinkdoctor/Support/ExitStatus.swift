import Diagnosis
import Reports

/// The exit codes, the same for every format but nagios; scripts depend on them.
enum ExitStatus: Int32, Error {
  /// Nothing at or above `--fail-on`.
  case clean = 0
  /// Findings at or above `--fail-on`.
  case findings = 1
  /// Wrong usage, or an input that cannot be read.
  case usage = 2
  /// Something was unknown, with `--require-complete`.
  case incomplete = 3
  /// A fault of flinkdoctor itself.
  case fault = 4

  /// What a report asks for.
  static func all(
    of report: CheckReport, failOn: Severity?, requireComplete: Bool
  ) -> [ExitStatus] {
    var statuses: [ExitStatus] = []
    if let failOn, report.results.contains(where: { $0.fails(at: failOn) }) {
      statuses.append(.findings)
    }
    if requireComplete, report.summary.unknown > 0 { statuses.append(.incomplete) }
    return statuses
  }

  /// The one that stands when several apply: 4, 2, 1, 3.
  static func gravest(_ statuses: [ExitStatus]) -> ExitStatus {
    let order: [ExitStatus] = [.fault, .usage, .findings, .incomplete]
    return order.first(where: statuses.contains) ?? .clean
  }
}

extension CheckResult {
  /// Whether it counts at or above a severity.
  fileprivate func fails(at threshold: Severity) -> Bool {
    counts && (severity ?? .info) >= threshold
  }
}

/// Something that the user asked for and that cannot be.
struct UsageError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}

/// The exit code of a monitoring plugin, 0 to 3 by their own convention.
struct PluginStatus: Error {
  let code: Int32
}
