package import FlinkConfiguration

/// A configuration with what was seen around it, and what the rule must say of it.
///
/// The same literal is a test and a part of `flinkdoctor explain`.
package struct RuleExample: Sendable {
  package enum Expected: Sendable, Hashable {
    /// A finding of this severity (the card's when nil) at every `↓` of the text.
    case finding(Severity?)
    case healthy
    case unknown
  }

  package let expected: Expected
  /// The file, with `↓` before each place where a finding must point.
  package let marked: String
  package let version: FlinkVersion
  package let dialect: Dialect
  package let seen: [Seen]
  /// Logs that were read; their marks are where findings must point in them.
  package let logs: [LogExcerpt]

  private init(
    _ expected: Expected, _ marked: String, version: FlinkVersion?, dialect: Dialect?,
    seen: [Seen], logs: [LogExcerpt] = []
  ) {
    self.expected = expected
    self.marked = marked
    let version = version ?? (dialect == .standard ? FlinkVersion(1, 20) : FlinkVersion(1, 18))
    self.version = version
    self.dialect = dialect ?? (version < FlinkVersion(2, 0) ? .flat : .standard)
    self.seen = seen
    self.logs = logs
  }

  /// Without a version it is 1.18 (flat) or, for the standard dialect, 1.20; 2.x is always standard.
  package static func finding(
    _ marked: String, _ severity: Severity? = nil, version: FlinkVersion? = nil,
    dialect: Dialect? = nil, seen: [Seen] = []
  ) -> Self {
    Self(.finding(severity), marked, version: version, dialect: dialect, seen: seen)
  }

  /// The rule has nothing to say above `passed`.
  package static func healthy(
    _ marked: String, version: FlinkVersion? = nil, dialect: Dialect? = nil, seen: [Seen] = []
  ) -> Self {
    Self(.healthy, marked, version: version, dialect: dialect, seen: seen)
  }

  /// The rule cannot tell, and says so.
  package static func unknown(
    _ marked: String, version: FlinkVersion? = nil, dialect: Dialect? = nil, seen: [Seen] = []
  ) -> Self {
    Self(.unknown, marked, version: version, dialect: dialect, seen: seen)
  }

  /// What the lines of logs prove, without a configuration.
  package static func finding(
    logs: [LogExcerpt], _ severity: Severity? = nil, version: FlinkVersion? = nil,
    seen: [Seen] = []
  ) -> Self {
    Self(.finding(severity), "", version: version, dialect: nil, seen: seen, logs: logs)
  }

  /// What in logs is no fault.
  package static func healthy(
    logs: [LogExcerpt], version: FlinkVersion? = nil, seen: [Seen] = []
  ) -> Self {
    Self(.healthy, "", version: version, dialect: nil, seen: seen, logs: logs)
  }

  /// The file as Flink would get it.
  package var text: String { MarkedText.plain(marked) }

  /// Where the findings must point.
  package var marks: [TextPosition] { MarkedText.marks(marked) }
}
