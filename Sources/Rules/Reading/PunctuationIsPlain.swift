package import Diagnosis
import FlinkConfiguration

/// A full-width colon and a no-break blank look right and are not.
package struct PunctuationIsPlain: Rule {
  package static let card = RuleCard(
    id: "FD1008", name: "punctuation-is-plain", severity: .error,
    title: "Colons and blanks are the plain ones",
    why: """
      Text that was copied from a page or a chat, or typed with an input method, brings colons and \
      blanks of other kinds along. Flink's flat dialect takes none of them for its own: it drops \
      the line, or makes them part of the key or of the value.
      """,
    fix: "Type the colon or the blank again.",
    sources: ["GlobalConfiguration.loadYAMLResource", "String.trim (cuts up to U+0020)"],
    examples: [
      .finding("↓jobmanager.rpc.address： jm1"),
      .finding("↓jobmanager.rpc.address:\u{A0}jm1"),
      .finding("jobmanager.rpc.address: jm1↓\u{A0}"),
      .finding("jobmanager.rpc.address↓\u{200B}: jm1"),
      .finding("my.key: a↓\u{3000}b", .warning),
      .healthy("jobmanager.rpc.address: jm1\nmy.key: a b"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    exam.trapped { trap in
      switch trap.kind {
      case .fullWidthColon(let value):
        guard !exam.isSaidElsewhere(trap.key, value) else { return nil }
        return exam.finding(
          exam.severity(ofLosing: trap.key), at: trap,
          "The colon is not the plain one: Flink drops the line.", fix: trap.shownLine,
          edit: trap.correctedLine)
      case .foreignBlank(let scalar, .separator, let value):
        guard !exam.isSaidElsewhere(trap.key, value) else { return nil }
        return exam.finding(
          exam.severity(ofLosing: trap.key), at: trap,
          "After the colon stands \(scalar.name) and no blank: Flink drops the line.",
          fix: trap.shownLine, edit: trap.correctedLine)
      case .foreignBlank(let scalar, .value, _):
        return exam.finding(
          exam.severity(ofLosing: trap.key), at: trap,
          "The value holds \(scalar.name), which looks like a blank or like nothing and is none.",
          fix: trap.shownLine, edit: scalar.properties.isWhitespace ? " " : "")
      case .foreignBlank(let scalar, .key, _):
        let meant = trap.key.map { exam.cleaned($0) }
        return exam.finding(
          exam.severity(ofLosing: meant), at: trap,
          "The key holds \(scalar.name), which one does not see: \(meant ?? "the option") is not set.",
          fix: "\(meant ?? ""): …", edit: "")
      default: return nil
      }
    }
  }
}

extension Examination {
  /// A key without the characters that one does not see.
  fileprivate func cleaned(_ key: String) -> String {
    String(String.UnicodeScalarView(key.unicodeScalars.filter { $0.value < 0x7F && $0 != " " }))
  }
}
