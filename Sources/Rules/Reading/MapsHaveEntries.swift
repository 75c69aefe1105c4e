package import Diagnosis
import FlinkConfiguration

/// `{}` sets nothing, and `<<` merges nothing.
package struct MapsHaveEntries: Rule {
  package static let card = RuleCard(
    id: "FD1108", name: "maps-have-entries", severity: .info,
    title: "No key of config.yaml vanishes",
    why: """
      Flink flattens mappings to keys with dots: of an empty one nothing is left, and the default \
      holds. The merge key << of YAML 1.1 is a key like any other and merges nothing.
      """,
    fix: "Delete the key, or write its entries.",
    sources: ["GlobalConfiguration.flatten (1.19 and later)", "snakeyaml-engine (no merge keys)"],
    examples: [
      .finding("↓my.map: {}", dialect: .standard),
      .finding("a: &x\n  b: 1\nc:\n  ↓<<: *x", .warning, dialect: .standard),
      .healthy("my.map: {a: b}\nmy.list: []", dialect: .standard),
      .healthy("my.map: {}"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    exam.trapped { trap in
      switch trap.kind {
      case .emptyMap:
        return exam.finding(
          .info, at: trap, "An empty map sets nothing: \(trap.key ?? "the key") is not there.",
          fix: "delete the line")
      case .mergeKey:
        return exam.finding(
          .warning, at: trap, "Flink merges nothing: << becomes a part of the key.",
          fix: "write the entries themselves")
      default: return nil
      }
    }
  }
}
