package import Diagnosis
import FlinkConfiguration

/// YAML 1.2 forbids what flink-conf.yaml let pass.
package struct KeysAreWrittenOnce: Rule {
  package static let card = RuleCard(
    id: "FD1103", name: "keys-are-written-once", severity: .error,
    title: "No mapping of config.yaml has the same key twice",
    why: """
      In flink-conf.yaml the later of two lines wins; in config.yaml a key that stands twice in \
      the same mapping keeps every process from starting.
      """,
    fix: "Delete one of the two lines.",
    sources: ["snakeyaml-engine: LoadSettings.allowDuplicateKeys is false"],
    examples: [
      .finding("rest.port: 8081\n↓rest.port: 8082", dialect: .standard),
      .finding("rest:\n  port: 1\n  ↓port: 1", version: FlinkVersion(2, 3)),
      .healthy("rest.port: 8081\nrest.address: a", dialect: .standard),
      .healthy("rest.port: 8081\nrest.port: 8082"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let abort = exam.reading.abort, case .duplicateKey(let key, let first) = abort.cause
    else { return [] }
    let place = Location(
      path: exam.reading.path,
      range: TextRange(line: first.line, column: first.column, length: key.unicodeScalars.count))
    return [
      exam.aborted(
        abort, "\(key) stands in line \(first.line) already: Flink does not start with this file.",
        key: key, fix: "delete line \(first.line) or line \(abort.line)",
        length: key.unicodeScalars.count, related: [RelatedLocation(place, "the first")])
    ]
  }
}
