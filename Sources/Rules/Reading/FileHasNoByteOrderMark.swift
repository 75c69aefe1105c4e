package import Diagnosis
import FlinkConfiguration

/// An editor's mark at the start of a file becomes a part of its first key.
package struct FileHasNoByteOrderMark: Rule {
  package static let card = RuleCard(
    id: "FD1003", name: "file-has-no-byte-order-mark", severity: .error,
    title: "flink-conf.yaml starts with no byte-order mark",
    why: """
      Some editors write U+FEFF at the start of a file. The flat dialect makes it the first letter \
      of the first key, so that this one option is silently not set. A comment in the first line \
      hides the fault until someone deletes it.
      """,
    fix: "Save the file as UTF-8 without a byte-order mark.",
    sources: ["GlobalConfiguration.loadYAMLResource", "InputStreamReader (keeps U+FEFF)"],
    examples: [
      .finding("↓\u{FEFF}jobmanager.rpc.address: jm1"),
      .finding("↓\u{FEFF}my.key: x", .warning),
      .healthy("\u{FEFF}# comment\njobmanager.rpc.address: jm1"),
      .healthy("\u{FEFF}jobmanager.rpc.address: jm1", dialect: .standard),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    exam.trapped { trap in
      guard case .byteOrderMarkInKey(let meant) = trap.kind else { return nil }
      return exam.finding(
        exam.severity(ofLosing: meant), at: trap,
        "The file starts with a byte-order mark, which Flink takes into its first key: "
          + "\(meant) is not set.",
        fix: "sed -i '1s/^\\xef\\xbb\\xbf//' \(exam.reading.path)", edit: "")
    }
  }
}
