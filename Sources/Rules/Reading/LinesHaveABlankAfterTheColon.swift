package import Diagnosis
import FlinkConfiguration

/// The flat dialect splits at a colon with a blank behind it, and at nothing else.
package struct LinesHaveABlankAfterTheColon: Rule {
  package static let card = RuleCard(
    id: "FD1001", name: "lines-have-a-blank-after-the-colon", severity: .error,
    title: "Every line of flink-conf.yaml has a blank after the colon",
    why: """
      Flink splits each line at the first colon that a blank follows. Without the blank, or with a \
      tab in its place, it drops the line with a warning in the log and goes on with the default.
      """,
    fix: "Write one blank behind the colon.",
    sources: [
      "GlobalConfiguration.loadYAMLResource (1.12 to 1.18)", "loadLegacyYAMLResource (1.19, 1.20)",
    ],
    examples: [
      .finding("↓jobmanager.rpc.address:jm1"),
      .finding("↓jobmanager.rpc.address:\tjm1"),
      .finding("↓my.own.key:value", .warning),
      .finding("↓s3.secret-key:abc"),
      .healthy("jobmanager.rpc.address : jm1"),
      .healthy("jobmanager.rpc.address:jm1\njobmanager.rpc.address: jm1"),
      .healthy("jobmanager.rpc.address:\tjm1", dialect: .standard),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    exam.trapped { trap in
      guard case .missingBlankAfterColon(let value, let separator) = trap.kind,
        let key = trap.key, !exam.isSaidElsewhere(key, value)
      else { return nil }
      let what = separator == "\t" ? "a tab and no blank" : "no blank"
      return exam.finding(
        exam.severity(ofLosing: key), at: trap,
        "There is \(what) after the colon: Flink drops the line, and \(key) keeps its default.",
        fix: trap.shownLine, edit: trap.correctedLine)
    }
  }
}
