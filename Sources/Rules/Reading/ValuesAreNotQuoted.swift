package import Diagnosis
import FlinkConfiguration

/// The flat dialect knows no quotes: they are part of the value.
package struct ValuesAreNotQuoted: Rule {
  package static let card = RuleCard(
    id: "FD1005", name: "values-are-not-quoted", severity: .error,
    title: "Values of flink-conf.yaml stand without quotes",
    why: """
      Flink keeps quotes as part of the value. A number, a duration or a host name in quotes is \
      then none, and the process fails when it reads it. Lists and maps do take quotes off their \
      elements, and the start scripts take them off env.java.opts.
      """,
    fix: "Write the value without quotes.",
    sources: [
      "GlobalConfiguration.loadYAMLResource", "StructuredOptionsSplitter (lists and maps)",
      "config.sh (env.java.opts)",
    ],
    examples: [
      .finding("jobmanager.rpc.address: ↓\"jm1\""),
      .finding("heartbeat.timeout: ↓'50000'"),
      .finding("taskmanager.host: ↓“tm1”"),
      .finding("my.key: ↓'x'", .warning),
      .healthy("env.java.opts: \"-Xmx1g -Da=b\""),
      .healthy("pipeline.jars: 'file:///a;b.jar'"),
      .healthy("jobmanager.rpc.address: \"jm1\"", dialect: .standard),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    exam.trapped { trap in
      guard case .quotesKept(let value, let meant) = trap.kind, let key = trap.key,
        !key.hasPrefix("env.java."), !Self.takesQuotesOff(exam.type(of: key))
      else { return nil }
      return exam.finding(
        exam.severity(ofLosing: key), at: trap,
        "The quotes are part of the value: Flink reads \(trap.shown(value)) with them.",
        fix: trap.shownLine, edit: meant)
    }
  }

  private static func takesQuotesOff(_ type: OptionType?) -> Bool {
    switch type {
    case .list, .map: true
    default: false
    }
  }
}
