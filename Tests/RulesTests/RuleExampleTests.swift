import Diagnosis
import Evidence
import FlinkConfiguration
import LogReading
import Rules
import Testing

/// Every example of every card is a test: of the finding's place and severity, or of the silence.
@Suite
struct RuleExampleTests {
  @Test(arguments: RuleRegistry.rules.map { $0.card.id })
  func `the examples of a card hold`(id: String) throws {
    let rule = try #require(RuleRegistry.rules.first { $0.card.id == id })
    #expect(!rule.card.examples.isEmpty)
    for example in rule.card.examples { check(example, rule) }
  }

  private func check(_ example: RuleExample, _ rule: any Rule.Type) {
    let exam = Examination(example)
    let results = Judge(rules: [rule]).judge(exam).results
    let shown = Comment(rawValue: "\(rule.card.id) on:\n\(example.marked)\n\(results.brief)")
    let findings = results.filter { $0.status == .finding }
    switch example.expected {
    case .healthy:
      #expect(findings.isEmpty, shown)
    case .unknown:
      #expect(findings.isEmpty, shown)
      #expect(results.contains { $0.status == .unknown }, shown)
    case .finding(let severity):
      #expect(!findings.isEmpty, shown)
      let inFile = findings.filter { $0.location?.path == exam.reading.path }
      #expect(inFile.compactMap { $0.location?.range?.start }.sorted() == example.marks, shown)
      for log in example.logs {
        let inLog = findings.filter { $0.location?.path == log.path }
        let places = inLog.compactMap { $0.location?.range?.start }.sorted()
        #expect(places == MarkedText.marks(log.marked), shown)
      }
      for finding in findings {
        #expect(finding.severity == severity ?? rule.card.severity, shown)
        #expect(finding.message.isSentence, shown)
        #expect(finding.fix?.text.isEmpty == false, shown)
        let isMarked = !example.marks.isEmpty || example.logs.contains { $0.marked.contains("↓") }
        #expect(finding.location != nil || !isMarked, shown)
      }
    }
  }
}

extension Examination {
  /// All signatures are searched for at once, as the command does.
  private static let signatures = PatternTable(
    RuleRegistry.rules.map { $0.card }.filter { !$0.literals.isEmpty }
      .map { LogPattern(id: $0.id, literals: $0.literals) })

  /// What a rule's example describes.
  init(_ example: RuleExample) {
    let reading = ConfigurationReading(
      bytes: Array(example.text.utf8), dialect: example.dialect,
      path: example.dialect == .flat ? "flink-conf.yaml" : "config.yaml")
    self.init(
      version: example.version, reading: reading, configuration: EffectiveConfiguration(reading))
    if !example.logs.isEmpty {
      evidence.logs = LogReader.evidence(
        of: example.logs.map { (path: $0.path, bytes: Array($0.text.utf8)) }, Self.signatures)
    }
    for seen in example.seen { seen.apply(&self) }
  }
}

extension String {
  /// Begins with a capital, a quoted word or a key, ends with a full stop, on one line.
  fileprivate var isSentence: Bool {
    !isEmpty && hasSuffix(".") && !contains("\n") && !contains("  ")
  }
}

extension [CheckResult] {
  fileprivate var brief: String {
    map { result in
      let place = result.location.map { "\($0.path):\($0.range?.start.line ?? 0)" } ?? "-"
      let severity = result.severity?.rawValue ?? result.status.rawValue
      return "\(place) \(severity) \(result.message)\(result.reason ?? "")"
    }.joined(separator: "\n")
  }
}
