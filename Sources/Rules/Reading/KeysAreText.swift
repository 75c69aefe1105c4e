package import Diagnosis
import FlinkConfiguration

/// A number or a boolean before the colon is no String for Java.
package struct KeysAreText: Rule {
  package static let card = RuleCard(
    id: "FD1105", name: "keys-are-text", severity: .error,
    title: "Every key of config.yaml is text",
    why: """
      YAML makes a number of 123 and a boolean of true, before the colon too. Flink casts every \
      key to String and fails at the first that is none.
      """,
    fix: "Put the key into quotes.",
    sources: ["GlobalConfiguration.flatten (1.19 and later)"],
    examples: [
      .finding("↓123: x", dialect: .standard),
      .finding("my:\n  ↓true: x", version: FlinkVersion(2, 3)),
      .healthy("'123': x", dialect: .standard),
      .healthy("123: x"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let abort = exam.reading.abort,
      case .nonStringKey(let key, let javaClass) = abort.cause
    else { return [] }
    let type = javaClass.split(separator: ".").last.map(String.init) ?? javaClass
    return [
      exam.aborted(
        abort, "The key \(key) is of type \(type) and no text: Flink does not start.",
        fix: "\"\(key)\": …")
    ]
  }
}
