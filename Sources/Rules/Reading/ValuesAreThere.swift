package import Diagnosis
import FlinkConfiguration

/// A key without a value is a warning in flink-conf.yaml and the end in config.yaml.
package struct ValuesAreThere: Rule {
  package static let card = RuleCard(
    id: "FD1102", name: "values-are-there", severity: .error,
    title: "Every key of config.yaml has a value",
    why: """
      A key with nothing behind it is null for YAML, as are ~ and null. Flink refuses null values \
      with a NullPointerException that names neither the key nor the line. flink-conf.yaml only \
      dropped such lines, so this comes with the move to config.yaml.
      """,
    fix: "Write a value, or make the line a comment.",
    sources: ["Configuration.setValueInternal: Value must not be null. (1.19 and later)"],
    examples: [
      .finding("↓rest.port:\n", dialect: .standard),
      .finding("rest:\n  ↓port: ~\n  ↓address: null", dialect: .standard),
      .healthy("rest.port: 8081\nmy.key: ''", dialect: .standard),
      .healthy("my.key: null"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let abort = exam.reading.abort, case .nullValue = abort.cause else { return [] }
    return exam.trapped { trap in
      guard case .nullValue = trap.kind, let key = trap.key else { return nil }
      var verdict = exam.finding(
        .error, at: trap, "\(key) has no value: Flink does not start with this file.",
        fix: "write a value for \(key), or put # before the line")
      verdict.evidence = [
        EvidenceLine(source: "Flink", text: "java.lang.NullPointerException: \(abort.message)")
      ]
      verdict.explains = [
        .doesNotStart(.jobManager), .doesNotStart(.taskManager), .jobManagerNotFound,
      ]
      verdict.shows = []
      verdict.keepsFromStarting = true
      return verdict
    }
  }
}
