package import Diagnosis
import FlinkConfiguration

/// The flat dialect reads line by line: nothing continues.
package struct ValuesStandOnOneLine: Rule {
  package static let card = RuleCard(
    id: "FD1010", name: "values-stand-on-one-line", severity: .error,
    title: "Every value of flink-conf.yaml stands on the line of its key",
    why: """
      Flink reads flink-conf.yaml line by line. It drops the lines that continue a value, and of a \
      block scalar it keeps the | or > alone.
      """,
    fix: "Write the value on one line.",
    sources: [
      "GlobalConfiguration.loadYAMLResource (1.12 to 1.18)", "loadLegacyYAMLResource (1.19, 1.20)",
    ],
    examples: [
      .finding("env.java.opts: -Xmx1g\n  ↓-Da=b"),
      .finding("env.java.opts: ↓|\n  -Xmx1g"),
      .finding("my.key: a\n  ↓b", .warning),
      .finding("env.java.opts:\n  ↓-Xmx1g"),
      .healthy("env.java.opts: -Xmx1g -Da=b"),
      .healthy("env.java.opts.all: -Xmx1g\n  -Da=b", dialect: .standard),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    let blocks = Set(
      exam.reading.traps.compactMap { trap in
        if case .blockScalar = trap.kind { trap.key } else { nil }
      })
    return exam.trapped { trap in
      guard let key = trap.key else { return nil }
      switch trap.kind {
      case .droppedContinuation(let kept, _):
        if blocks.contains(key) { return nil }
        return exam.finding(
          exam.severity(ofLosing: key), at: trap,
          "Flink drops this line: \(key) is \(trap.shown(kept)) and does not go on here.",
          fix: trap.shownLine, related: "the value")
      case .blockScalar(let indicator):
        return exam.finding(
          exam.severity(ofLosing: key), at: trap,
          "Flink sets \(key) to \(indicator) and drops the lines below.",
          fix: "\(key): … (all on one line)")
      case .droppedText:
        return exam.finding(
          exam.severity(ofLosing: key), at: trap,
          "Flink drops this line and the one of its key: \(key) is not set.", fix: trap.shownLine,
          related: "the key")
      default: return nil
      }
    }
  }
}
