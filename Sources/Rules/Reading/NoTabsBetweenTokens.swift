package import Diagnosis
import FlinkConfiguration

/// snakeyaml-engine takes no tab for a blank, other YAML parsers do.
package struct NoTabsBetweenTokens: Rule {
  package static let card = RuleCard(
    id: "FD1104", name: "no-tabs-between-tokens", severity: .error,
    title: "config.yaml holds no tab for indentation or after a colon",
    why: """
      Flink's YAML parser refuses a tab wherever a blank could stand, after a colon too, where \
      many editors and linters accept it. No process starts with such a file.
      """,
    fix: "Write blanks.",
    sources: ["snakeyaml-engine: found character '\\t(TAB)' that cannot start any token"],
    examples: [
      .finding("rest.port:↓\t8081", dialect: .standard),
      .finding("rest:\n↓\tport: 8081", version: FlinkVersion(2, 3)),
      .healthy("my.key: a\tb\t# comment", dialect: .standard),
      .healthy("\trest.port: 8081"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let abort = exam.reading.abort, abort.cause == .tab else { return [] }
    var verdict = exam.aborted(
      abort, "Here stands a tab where only blanks may: Flink does not start with this file.",
      fix: "write blanks in the place of the tab")
    if let range = verdict.location?.range {
      verdict.fix?.edits = [
        Edit(path: exam.reading.path, range: range, text: abort.column == 1 ? "  " : " ")
      ]
    }
    return [verdict]
  }
}
