package import Diagnosis
import FlinkConfiguration

/// Lists, bare text and second documents are YAML, and no configuration.
package struct FileIsOneMapping: Rule {
  package static let card = RuleCard(
    id: "FD1106", name: "file-is-one-mapping", severity: .error,
    title: "config.yaml is one document of keys and values",
    why: """
      Flink expects exactly one document whose root is a mapping. A second document after ---, a \
      list, or lines without a blank after the colon (which are text for YAML) keep it from \
      starting.
      """,
    fix: "Write key: value lines, and one document.",
    sources: ["YamlParserUtils.loadYamlFile (1.19 and later)"],
    examples: [
      .finding("rest.port: 1\n↓---\nrest.address: a", dialect: .standard),
      .finding("↓rest.port:8081", dialect: .standard),
      .finding("↓- a", version: FlinkVersion(2, 3)),
      .healthy("---\nrest.port: 1", dialect: .standard),
      .healthy("# nothing", dialect: .standard),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let abort = exam.reading.abort else { return [] }
    switch abort.cause {
    case .secondDocument:
      return [
        exam.aborted(
          abort, "A second document starts here: Flink does not start with this file.",
          fix: "delete the line", length: 3)
      ]
    case .rootIsNoMapping(let javaClass):
      return [
        exam.aborted(
          abort,
          javaClass.hasSuffix("String")
            ? "The file is one text for YAML and no key with a value: Flink does not start."
            : "The file holds no keys with values at its root: Flink does not start.",
          fix: "write one blank after each colon: key: value")
      ]
    default: return []
    }
  }
}
