package import Diagnosis
import FlinkConfiguration

/// Lines of properties, XML, JSON or log4j have no effect here.
package struct TextIsOfThisFormat: Rule {
  package static let card = RuleCard(
    id: "FD1009", name: "text-is-of-this-format", severity: .error,
    title: "flink-conf.yaml holds lines of the form key: value",
    why: """
      Lines that were pasted from a properties file, from Hadoop's XML, from JSON or from a log4j \
      configuration are no key-value pairs for Flink, which drops them with a warning in the log.
      """,
    fix: "Write key: value, and what belongs to another program into its own file.",
    sources: [
      "GlobalConfiguration.loadYAMLResource (1.12 to 1.18)", "loadLegacyYAMLResource (1.19, 1.20)",
    ],
    examples: [
      .finding("↓jobmanager.rpc.address = jm1"),
      .finding("↓my.key=x", .warning),
      .finding("↓<property>\n<name>a</name>", .warning),
      .finding("↓log4j.rootLogger=INFO, file", .warning),
      .finding("{\n  ↓\"rest.port\": 8081\n}"),
      .healthy("my.key: a=b"),
      .healthy("# a=b"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    var last: (format: ReadingTrap.Format, line: Int)?
    return exam.trapped { trap in
      guard case .otherFormat(let format, let text) = trap.kind else { return nil }
      let line = trap.range.start.line
      let goesOn = last.map { $0.format == format && $0.line + 1 == line } ?? false
      last = (format, line)
      let name = format.shown
      guard let key = trap.key else {
        // A block of another format is told once; JSON's braces come with its pairs.
        if goesOn || format == .json { return nil }
        return exam.finding(
          .warning, at: trap, "This is \(name): Flink drops the line \(trap.shown(text)).",
          fix: "delete it here, and write it into a file of its own")
      }
      return exam.finding(
        exam.severity(ofLosing: key), at: trap,
        format == .json
          ? "This is \(name): Flink keeps quotes and comma, and \(key) is not set."
          : "This is \(name): Flink drops the line, and \(key) is not set.",
        fix: trap.shownLine.isEmpty ? "\(key): …" : trap.shownLine,
        edit: format == .json ? nil : trap.correctedLine)
    }
  }
}

extension ReadingTrap.Format {
  fileprivate var shown: String {
    switch self {
    case .properties: "the form of a properties file"
    case .log4j: "a setting of log4j"
    case .xml: "XML"
    case .json: "JSON"
    case .shell: "a variable of the shell"
    }
  }
}
