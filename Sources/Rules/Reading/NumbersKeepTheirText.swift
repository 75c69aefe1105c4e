package import Diagnosis
import FlinkConfiguration

/// What looks like a number is one, and comes back in another spelling.
package struct NumbersKeepTheirText: Rule {
  package static let card = RuleCard(
    id: "FD1107", name: "numbers-keep-their-text", severity: .warning,
    title: "Text that looks like a number stands in quotes in config.yaml",
    why: """
      YAML makes a number of an unquoted 010, 1.10, 0x1F or 1e5, and a boolean of TRUE. An option \
      that wants text gets the number's own spelling: 10, 1.1, 31, 100000.0, true. Passwords, \
      versions and cluster ids change that way.
      """,
    fix: "Put the value into quotes.",
    sources: ["ConfigurationUtils.convertToString (1.19 and later)", "YAML 1.2, core schema"],
    examples: [
      .finding("high-availability.cluster-id: ↓010", dialect: .standard),
      .finding("security.ssl.key-password: ↓1e5", dialect: .standard),
      .finding("my.version: ↓1.10", version: FlinkVersion(2, 3)),
      .healthy("high-availability.cluster-id: '010'", dialect: .standard),
      .healthy("rest.port: 8081\nparallelism.default: 010", dialect: .standard),
      .healthy("high-availability.cluster-id: 010"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    exam.trapped { trap in
      guard case .lossyScalar(let written, let read, let type) = trap.kind, let key = trap.key,
        Self.wantsText(exam.type(of: key))
      else { return nil }
      return exam.finding(
        .warning, at: trap,
        "Unquoted, this is of type \(type) for YAML: Flink gives \(trap.shown(read)) where "
          + "\(trap.shown(written)) is written.", fix: trap.shownLine, edit: "\"\(written)\"")
    }
  }

  /// An option of another type takes the number as what it is.
  private static func wantsText(_ type: OptionType?) -> Bool {
    switch type {
    case nil, .string, .list, .map: true
    default: false
    }
  }
}
