package import Diagnosis
import FlinkConfiguration

/// Indentation means nothing to the flat dialect: a nested key is a key of its own.
package struct KeysAreNotNested: Rule {
  package static let card = RuleCard(
    id: "FD1002", name: "keys-are-not-nested", severity: .error,
    title: "Keys of flink-conf.yaml are written in full on one line",
    why: """
      flink-conf.yaml is read line by line and blanks before a key are cut off. Of nested YAML \
      Flink drops the parent and sets each child as a key of its own, which no option has.
      """,
    fix: "Write the whole key with dots, or use config.yaml with Flink 1.19 or later.",
    sources: [
      "GlobalConfiguration.loadYAMLResource (1.12 to 1.18)", "loadLegacyYAMLResource (1.19, 1.20)",
    ],
    examples: [
      .finding("jobmanager:\n  rpc:\n    ↓address: jm1\n    ↓port: 6123"),
      .finding("my:\n  ↓own: key", .warning),
      .healthy("  jobmanager.rpc.address: jm1"),
      .healthy("jobmanager:\n  rpc.address: jm1", dialect: .standard),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    exam.trapped { trap in
      guard case .nestedKey(let read, let meant, let value) = trap.kind,
        !exam.isSaidElsewhere(meant, value)
      else { return nil }
      return exam.finding(
        exam.severity(ofLosing: meant), at: trap,
        "Flink reads this line as the key \(read): it sees no nesting, and \(meant) is not set.",
        fix: trap.shownLine, edit: meant, related: "the parent, which Flink drops")
    }
  }
}
