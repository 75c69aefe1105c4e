package import Diagnosis
import FlinkConfiguration

/// What is syntax in YAML is text in the flat dialect.
package struct ValuesArePlainText: Rule {
  package static let card = RuleCard(
    id: "FD1013", name: "values-are-plain-text", severity: .warning,
    title: "Keys and values of flink-conf.yaml hold no YAML syntax",
    why: """
      The flat dialect knows no anchors, aliases, tags, quoted keys and no null: all of them are \
      part of the key or of the value as they stand.
      """,
    fix: "Write the key and the value themselves; leave the line away for no value.",
    sources: [
      "GlobalConfiguration.loadYAMLResource (1.12 to 1.18)", "loadLegacyYAMLResource (1.19, 1.20)",
    ],
    examples: [
      .finding("↓\"rest.port\": 8081", .error),
      .finding("my.key: ↓null"),
      .finding("a.b: 1\nmy.key: ↓!!str 5"),
      .finding("a.b: ↓&x 1\nmy.key: ↓*x"),
      .healthy("my.key: *.log"),
      .healthy("'rest.port': 8081", dialect: .standard),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    exam.trapped { trap in
      switch trap.kind {
      case .quotedKey(let meant):
        return exam.finding(
          exam.severity(ofLosing: meant), at: trap,
          "The quotes are part of the key: \(meant) is not set.", fix: trap.shownLine, edit: meant)
      case .nullText(let text):
        return exam.finding(
          .warning, at: trap, "Flink sets \(trap.key ?? "the key") to the text \(text).",
          fix: "delete the line, and the default holds")
      case .yamlSyntaxKept(let text):
        return exam.finding(
          .warning, at: trap,
          "Flink knows no anchors, aliases and tags here: the value is the text \(trap.shown(text)).",
          fix: trap.shownLine.isEmpty ? "\(trap.key ?? ""): …" : trap.shownLine)
      default: return nil
      }
    }
  }
}
