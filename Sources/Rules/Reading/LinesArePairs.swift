package import Diagnosis
import FlinkConfiguration

/// A line that is no pair does nothing.
package struct LinesArePairs: Rule {
  package static let card = RuleCard(
    id: "FD1011", name: "lines-are-pairs", severity: .warning,
    title: "Every line of flink-conf.yaml is a key with a value",
    why: """
      Flink drops a line without a key or without a value and writes a warning into the log. A key \
      without a value keeps its default, which may not be what an empty one was to say.
      """,
    fix: "Complete the line, or make it a comment with #.",
    sources: [
      "GlobalConfiguration.loadYAMLResource (1.12 to 1.18)", "loadLegacyYAMLResource (1.19, 1.20)",
    ],
    examples: [
      .finding("↓some text"),
      .finding("↓rest.port:", .info),
      .healthy("---\nrest.port: 8081\n# some text"),
      .healthy("rest:\n  port: 8081"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    exam.trapped { trap in
      switch trap.kind {
      case .droppedText(let text) where trap.key == nil:
        return exam.finding(
          .warning, at: trap,
          "This line is no key-value pair, and Flink drops it: \(trap.shown(text)).",
          fix: "# \(trap.shown(text))", edit: "# \(text)")
      case .emptyValue:
        guard let key = trap.key, !exam.isSet(key) else { return nil }
        return exam.finding(
          .info, at: trap, "\(key) has no value: Flink drops the line, and the default holds.",
          fix: "# \(key):", edit: "# \(key):")
      default: return nil
      }
    }
  }
}
