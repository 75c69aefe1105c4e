import Diagnosis
import FlinkConfiguration
import FoundationEssentials
import Rules
import TestSupport
import Testing

/// The judge asks a rule once for all versions that are alike to it; asking for each says the same.
@Suite
struct SharedVerdictsTests {
  @Test(arguments: RuleRegistry.rules.map { $0.card.id })
  func `every rule says of many versions what it says of each`(id: String) throws {
    let rule = try #require(RuleRegistry.rules.first { $0.card.id == id })
    for example in rule.card.examples {
      var exam = Examination(example)
      exam.versions = .all
      expectAlike(exam, [rule], "\(id) on:\n\(example.marked)")
    }
  }

  @Test(arguments: FlinkDistribution.available)
  func `shipped configurations get the same results`(flink: FlinkDistribution) throws {
    for dialect in Dialect.allCases {
      let path = flink.home + "/conf/" + dialect.fileName
      guard let bytes = FileManager.default.contents(atPath: path) else { continue }
      let reading = ConfigurationReading(
        bytes: Array(bytes), dialect: dialect, path: dialect.fileName)
      let exam = Examination(
        version: .oldest, versions: .all, reading: reading,
        configuration: EffectiveConfiguration(reading))
      expectAlike(exam, RuleRegistry.rules, "\(flink.version) \(dialect.fileName)")
    }
  }

  private func expectAlike(_ exam: Examination, _ rules: [any Rule.Type], _ place: String) {
    let shared = Judge(rules: rules).judge(exam)
    let each = Judge(rules: rules, sharesVerdicts: false).judge(exam)
    #expect(shared.results == each.results, Comment(rawValue: place))
    #expect(shared.diagnosis == each.diagnosis, Comment(rawValue: place))
  }
}
