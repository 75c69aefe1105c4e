package import Diagnosis
import FlinkConfiguration

/// One fault anywhere in config.yaml, and no Flink process starts.
package struct FileIsYAML: Rule {
  package static let card = RuleCard(
    id: "FD1101", name: "file-is-yaml", severity: .error,
    title: "config.yaml is YAML 1.2 that Flink can read",
    why: """
      Flink reads config.yaml with snakeyaml-engine, as a whole and strictly: whatever it cannot \
      read keeps every process from starting, and the start scripts fail first.
      """,
    fix: "Mend the place that is shown; values with : # * & ! @ % or brackets want quotes.",
    sources: ["YamlParserUtils.loadYamlFile (1.19 and later)", "snakeyaml-engine 2.6"],
    examples: [
      .finding("my.key: a↓: b", dialect: .standard),
      .finding("my.key: ↓*log", dialect: .standard),
      .finding("my.key: *↓.log", dialect: .standard),
      .finding("my.key: ↓!custom x", dialect: .standard),
      .finding("my.key: ↓@x", dialect: .standard),
      .finding("a.b: c\n d.e↓: f", version: FlinkVersion(2, 3)),
      .healthy("my.key: 'a: b'", dialect: .standard),
      .healthy("my.key: a: b"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let abort = exam.reading.abort else { return [] }
    switch abort.cause {
    case .undefinedAlias(let name):
      return [
        exam.aborted(
          abort,
          "A value that starts with * is an alias, and \(name) is no anchor: Flink does not start.",
          fix: "put the value into quotes: '*\(name)'")
      ]
    case .unknownTag(let tag):
      return [
        exam.aborted(
          abort, "A value that starts with ! is a tag, and Flink knows none called \(tag).",
          fix: "put the value into quotes, or leave the tag away")
      ]
    case .tooLarge:
      return [
        exam.aborted(
          abort, "The file is too large or too deeply nested for Flink, which does not start.",
          fix: "write the values without aliases and nesting")
      ]
    case .syntax:
      return [
        exam.aborted(
          abort, "This is not YAML that Flink can read, and it does not start: \(abort.problem).",
          fix: "put the value into quotes, or align the line with its neighbours")
      ]
    default: return []
    }
  }
}

extension ReadingAbort {
  /// The last sentence of Flink's text that tells no place.
  fileprivate var problem: String {
    let sentences = message.split(whereSeparator: \.isNewline).map(String.init)
      .filter { !$0.hasPrefix(" in reader,") && !$0.isEmpty }
    let last = sentences.last ?? "unknown"
    let trimmed = last.drop { $0 == " " }
    return trimmed.hasSuffix(".") ? String(trimmed.dropLast()) : String(trimmed)
  }
}
