package import Diagnosis
import FlinkConfiguration

/// In the flat dialect a `#` starts a comment wherever it stands.
package struct ValuesHoldNoHash: Rule {
  package static let card = RuleCard(
    id: "FD1004", name: "values-hold-no-hash", severity: .error,
    title: "No value of flink-conf.yaml holds a #",
    why: """
      Flink cuts every line at its first #, in quotes and in the middle of a word too: passwords, \
      URLs and paths lose their end without a message. There is no way to escape it in this file.
      """,
    fix: "Choose a value without #, pass it with -D, or use config.yaml with Flink 1.19 or later.",
    sources: ["GlobalConfiguration.loadYAMLResource: line.split(\"#\", 2)"],
    examples: [
      .finding("s3.secret-key: abc↓#def"),
      .finding("env.java.opts: \"-Da=1 ↓# -Db=2\""),
      .finding("state.checkpoints.dir: file:///data/↓#1", .warning),
      .healthy("jobmanager.rpc.port: 6123 # the default"),
      .healthy("jobmanager.rpc.port: 6123# the default"),
      .healthy("s3.secret-key: abc#def", dialect: .standard),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    exam.trapped { trap in
      guard case .commentCutsValue(let kept, let dropped) = trap.kind, let key = trap.key else {
        return nil
      }
      let isQuoted = kept.hasPrefix("\"") || kept.hasPrefix("'")
      // A comment that was set too close loses nothing.
      if !isQuoted && (dropped == "#" || dropped.hasPrefix("# ")) { return nil }
      return exam.finding(
        isQuoted || SensitiveKeys.isSensitive(key) ? .error : .warning, at: trap,
        "Flink takes everything from # on for a comment: \(key) is only \(trap.shown(kept)).",
        fix: "pass it as -D\(key)=…, or write a value without # into the file",
        related: "what Flink keeps")
    }
  }
}
