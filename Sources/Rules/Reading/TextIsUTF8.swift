package import Diagnosis
import FlinkConfiguration

/// Flink reads UTF-8; what else a file holds becomes a question mark, or an abort.
package struct TextIsUTF8: Rule {
  package static let card = RuleCard(
    id: "FD1012", name: "text-is-utf8", severity: .error,
    title: "The file is UTF-8 without control characters",
    why: """
      flink-conf.yaml is read in the charset of the platform, which is UTF-8 today: other bytes \
      become U+FFFD, and of UTF-16 nothing is understood. config.yaml is always UTF-8, and one \
      wrong byte or control character keeps Flink from starting.
      """,
    fix: "Save the file as UTF-8, or convert it with iconv.",
    sources: ["InputStreamReader (flat)", "YamlUnicodeReader, StreamReader (snakeyaml-engine)"],
    examples: [
      .finding("my.key: ↓a\u{1}b", .warning),
      .finding("my.key: a↓\u{1}b", dialect: .standard),
      .healthy("my.key: é"),
      .healthy("my.key: é", dialect: .standard),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    if let abort = exam.reading.abort, abort.cause == .encoding || abort.cause == .unprintable {
      let what =
        abort.cause == .encoding
        ? "These bytes are no UTF-8" : "This control character is not allowed in YAML"
      return [
        exam.aborted(
          abort, "\(what): Flink does not start with this file.",
          fix: "iconv -c -f UTF-8 -t UTF-8 \(exam.reading.path), and look at line \(abort.line)")
      ]
    }
    return exam.trapped { trap in
      switch trap.kind {
      case .invalidUTF8(let count):
        return exam.finding(
          .warning, at: trap,
          count == 1
            ? "Bytes that are no UTF-8 stand here: Flink reads U+FFFD in their place."
            : "Bytes that are no UTF-8 stand here: Flink reads \(count) U+FFFD in their place.",
          fix: "save the file as UTF-8")
      case .wideEncoding(let name):
        return exam.finding(
          .error, at: trap,
          "The file is in \(name): Flink finds no key in it that it knows, and takes all defaults.",
          fix: "iconv -f \(name.prefix(6)) -t UTF-8 \(exam.reading.path)")
      case .controlCharacter(let scalar):
        return exam.finding(
          .warning, at: trap, "The value holds the control character \(scalar.name).",
          fix: "type the value again")
      default: return nil
      }
    }
  }
}
