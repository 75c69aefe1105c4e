package import Diagnosis
import FlinkConfiguration

/// YAML's brackets, braces and dashes make no list and no map in the flat dialect.
package struct ListsAreWrittenFlat: Rule {
  package static let card = RuleCard(
    id: "FD1006", name: "lists-are-written-flat", severity: .error,
    title: "Lists of flink-conf.yaml are written a;b and maps a:b,c:d",
    why: """
      The flat dialect keeps [a, b] and {a: b} as text, so that a list has one element with \
      brackets, and drops lines that start with a dash.
      """,
    fix: "Separate the elements of a list by semicolons, the pairs of a map by commas.",
    sources: ["StructuredOptionsSplitter", "ConfigurationUtils.convertToList (1.12 to 1.20)"],
    examples: [
      .finding("pipeline.jars: ↓[file:///a.jar, file:///b.jar]"),
      .finding("pipeline.global-job-parameters: ↓{a: b}"),
      .finding("↓pipeline.jars:\n  - file:///a.jar\n  - file:///b.jar"),
      .finding("my.list: ↓[a, b]", .warning),
      .healthy("pipeline.jars: file:///a.jar;file:///b.jar"),
      .healthy("pipeline.jars: [file:///a.jar]", dialect: .standard),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    exam.trapped { trap in
      guard let key = trap.key else { return nil }
      let severity = exam.severity(ofLosing: key)
      let line = trap.correctedLine ?? ""
      switch trap.kind {
      case .flowList(let elements):
        return exam.finding(
          severity, at: trap,
          "Flink keeps the brackets: \(key) is one text, and no list of \(elements.count).",
          fix: trap.shownLine, edit: String(line.dropFirst(key.count + 2)))
      case .flowMap:
        return exam.finding(
          severity, at: trap, "Flink keeps the braces: \(key) is one text, and no map.",
          fix: trap.shownLine, edit: String(line.dropFirst(key.count + 2)))
      case .blockList(let elements):
        return exam.finding(
          severity, at: trap,
          "Flink drops this line and the \(elements.count) below it: \(key) is not set.",
          fix: trap.shownLine, related: "dropped")
      default: return nil
      }
    }
  }
}
