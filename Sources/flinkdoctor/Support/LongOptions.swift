/// The long options of every command and what follows them, for the environment and `.flinkdoctor.yaml`.
///
/// A test holds the table against what the commands declare.
enum LongOptions {
  enum Kind: Sendable {
    case flag
    case value
    /// May be given several times.
    case values
  }

  /// The option's kind; nil when `command` does not have it.
  static func kind(of option: String, in command: String) -> Kind? {
    (table[command] ?? [:])[option]
  }

  /// Whether any command has it.
  static func exists(_ option: String) -> Bool {
    table.values.contains { $0[option] != nil }
  }

  private static let configuration: [String: Kind] = [
    "dialect": .value, "flink-version": .value, "properties-from-env": .flag, "set": .values,
  ]
  private static let surroundings: [String: Kind] = [
    "deployment": .value, "expect": .value, "firewall": .flag, "jobmanager": .value,
    "role": .value, "topology": .value,
  ]
  private static let format: [String: Kind] = ["color": .value, "format": .value]

  private static let rehearsing = joined(
    configuration, format,
    [
      "deadline": .value, "deployment": .value, "fail-on": .value, "jobmanager": .value,
      "only": .values, "quiet": .flag, "real-timing": .flag, "report": .values,
      "require-complete": .flag, "show": .value, "skip": .values, "timeout": .value,
      "token-file": .value, "verbose": .flag,
    ])

  static let table: [String: [String: Kind]] = [
    "check": joined(
      configuration, surroundings, format,
      [
        "baseline": .value, "deadline": .value, "fail-on": .value, "from": .flag, "ntp": .values,
        "only": .values, "quiet": .flag, "report": .values, "require-complete": .flag,
        "save": .value, "show": .value, "skip": .values, "static": .flag, "timeout": .value,
        "verbose": .flag,
      ]),
    "cluster": joined(
      configuration, surroundings, format,
      [
        "cacert": .value, "conf": .value, "credentials": .value, "deadline": .value,
        "fail-on": .value, "for": .value, "gc-window": .value, "insecure": .flag,
        "interval": .value, "logs": .flag, "only": .values, "quiet": .flag, "report": .values,
        "require-complete": .flag, "show": .value, "skip": .values, "thread-dumps": .flag,
        "timeout": .value, "verbose": .flag, "watch": .flag,
      ]),
    "effective": joined(configuration, format),
    "logs": joined(
      format,
      [
        "at": .value, "fail-on": .value, "flink-version": .value, "follow": .flag,
        "only": .values, "quiet": .flag, "report": .values, "require-complete": .flag,
        "show": .value, "since": .value, "skip": .values, "tz": .value, "until": .value,
        "verbose": .flag,
      ]),
    "options": joined(["flink-version": .value], format),
    "ports": joined(configuration, format, ["deployment": .value]),
    "probe": joined(
      configuration, format,
      [
        "as": .value, "conf": .value, "deadline": .value, "fail-on": .value, "for": .value,
        "interval": .value, "intrusive": .flag, "only": .values, "quiet": .flag,
        "report": .values, "require-complete": .flag, "reverse": .flag, "show": .value,
        "skip": .values, "timeout": .value, "verbose": .flag, "watch": .flag,
      ]),
    "rehearse jobmanager": joined(
      rehearsing, ["all-pairs": .flag, "no-matrix": .flag, "wait-for": .value]),
    "rehearse taskmanager": rehearsing,
    "rules": format,
    "explain": joined(["flink-version": .value], format),
    "schema": [:],
  ]

  private static func joined(_ tables: [String: Kind]...) -> [String: Kind] {
    tables.reduce(into: [:]) { $0.merge($1) { first, _ in first } }
  }
}
