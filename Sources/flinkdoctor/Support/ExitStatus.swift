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

  /// The one that stands when several apply: 4, 2, 1, 3.
  static func gravest(_ statuses: [ExitStatus]) -> ExitStatus {
    let order: [ExitStatus] = [.fault, .usage, .findings, .incomplete]
    return order.first(where: statuses.contains) ?? .clean
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
