package import FlinkConfiguration

/// A pure judgement of an `Examination`: it opens no file and no socket and reads no clock.
///
/// One small struct in a file of its own, named by what must hold.
package protocol Rule: Sendable {
  static var card: RuleCard { get }

  /// Whether it asks several nodes at once, as a `NodesRule` does.
  ///
  /// Asked here, since to ask the runtime whether a type conforms takes ten microseconds, of hundreds
  /// of types.
  static var isAboutNodes: Bool { get }

  init()

  /// One version, one verdict per subject; nothing to judge is an empty list.
  func judge(_ exam: Examination) throws(Unknown) -> [Verdict]
}

extension Rule {
  package static var isAboutNodes: Bool { false }
}

/// A rule's own page: the tests, `explain`, the SARIF rule and the reference are made from it.
package struct RuleCard: Sendable {
  /// `FD` and four digits, never reused.
  package let id: String
  /// What must hold, in words with hyphens: `task-manager-host-is-reachable`.
  package let name: String
  /// The severity of its plainest finding; a verdict says its own.
  package let severity: Severity
  /// What must hold, as a sentence without a full stop.
  package let title: String
  /// What happens in the cluster when it does not hold.
  package let why: String
  /// What to write or do.
  package let fix: String
  /// Where the facts come from: Flink classes, documentation, tickets.
  package let sources: [String]
  /// The Flink versions it is about; judged on no other.
  package let versions: FlinkVersionRange
  /// What a log signature searches for; empty for other rules.
  package let literals: [String]
  /// Made only when asked for: a run that judges needs none of them.
  package var examples: [RuleExample] { makeExamples() }

  private let makeExamples: @Sendable () -> [RuleExample]

  package init(
    id: String, name: String, severity: Severity, title: String, why: String, fix: String,
    sources: [String], versions: FlinkVersionRange = .all, literals: [String] = [],
    examples: @autoclosure @escaping @Sendable () -> [RuleExample]
  ) {
    self.id = id
    self.name = name
    self.severity = severity
    self.title = title
    self.why = why
    self.fix = fix
    self.sources = sources
    self.versions = versions
    self.literals = literals
    makeExamples = examples
  }

  /// By the first digit of the id.
  package var family: Family { Family(id: id) ?? .configuration }
}
