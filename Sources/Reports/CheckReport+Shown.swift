import Diagnosis
import FlinkConfiguration

extension CheckReport {
  /// The findings that count, at or above a severity, in the report's order.
  func findings(_ show: Severity) -> [CheckResult] {
    results.filter { $0.counts && ($0.severity ?? .info) >= show }
  }

  func results(_ status: CheckResult.Status) -> [CheckResult] {
    results.filter { $0.status == status }
  }

  var silenced: [CheckResult] {
    results.filter { $0.status == .finding && $0.suppressed != nil }
  }

  /// What to call the inputs in one line: the path of the only one, or how many there are.
  var inputName: String {
    switch inputs.count {
    case 0: "no configuration"
    case 1: inputs[0].path
    default: "\(inputs.count) files"
    }
  }

  /// The file that stands for a result without a place: its input, or the first one.
  func path(of result: CheckResult) -> String {
    result.location?.path ?? inputs.first?.path ?? "-"
  }

  /// The same as forges want it: relative to the checkout, without `./`.
  func plainPath(of result: CheckResult) -> String { Self.plain(path(of: result)) }

  /// A path without `./` at its start.
  static func plain(_ path: String) -> String {
    var path = path[...]
    while path.hasPrefix("./") { path = path.dropFirst(2).drop { $0 == "/" } }
    return String(path)
  }

  /// The possible versions of Flink for a result: those of its file.
  func flinkVersion(of result: CheckResult) -> FlinkVersionRange {
    guard inputs.count > 1, let path = result.location?.path else { return flinkVersion }
    return inputs.first { $0.path == path }?.flinkVersion ?? flinkVersion
  }
}

extension CheckResult {
  /// What is wrong; a rule without a message of its own has its title.
  var headline: String { message.isEmpty ? "not so: \(title)" : message }
}

extension Severity {
  /// A count in words: `1 error`, `2 warnings`, `3 infos`.
  func counted(_ count: Int) -> String {
    count == 1 ? "1 \(rawValue)" : "\(count) \(rawValue)s"
  }
}
