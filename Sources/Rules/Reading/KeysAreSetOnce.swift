package import Diagnosis
import FlinkConfiguration

/// The later of two lines wins without a word, and whoever edits the first wonders.
package struct KeysAreSetOnce: Rule {
  package static let card = RuleCard(
    id: "FD1007", name: "keys-are-set-once", severity: .warning,
    title: "Every key stands in the file once",
    why: """
      In flink-conf.yaml a later line overwrites an earlier one silently; in config.yaml the same \
      key may be written with dots and nested, and again the later one wins. An edit of the \
      earlier one has no effect.
      """,
    fix: "Keep the line that shall hold and delete the other.",
    sources: [
      "GlobalConfiguration.loadYAMLResource", "GlobalConfiguration.flatten (1.19 and later)",
    ],
    examples: [
      .finding("rest.port: 8081\n↓rest.port: 8082"),
      .finding("rest.port: 8081\n↓rest.port: 8081", .info),
      .finding("rest.port: 8081\nrest:\n  ↓port: 8082", dialect: .standard),
      .healthy("rest.port: 8081\nrest.address: jm1"),
      .healthy("rest.port: 8081\nrest:\n  address: jm1", dialect: .standard),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    exam.trapped { trap in
      guard let key = trap.key else { return nil }
      switch trap.kind {
      case .duplicateKey(let value, let overwritten, let isSame),
        .overwrittenSpelling(let value, let overwritten, let isSame):
        let first = trap.related.first?.start.line ?? 0
        return exam.finding(
          isSame ? .info : .warning, at: trap,
          isSame
            ? "\(key) is set again to the same value."
            : "\(key) is set again: \(trap.shown(value)) holds, and \(trap.shown(overwritten)) of "
              + "line \(first) has no effect.",
          fix: "delete line \(isSame ? trap.range.start.line : first), or this one",
          related: isSame ? "the same" : "without effect")
      default: return nil
      }
    }
  }
}
