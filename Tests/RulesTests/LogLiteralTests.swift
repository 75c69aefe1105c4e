import Diagnosis
import FlinkConfiguration
import FoundationEssentials
import Rules
import TestSupport
import Testing

/// What signatures search for, against the classes of the Flinks that are said to log it.
struct LogLiteralTests {
  private static let signatures = RuleRegistry.rules.compactMap { $0 as? any LogSignature.Type }

  @Test
  func `a literal has twelve bytes or more`() {
    #expect(Self.signatures.count > 50)
    for signature in Self.signatures {
      for text in signature.texts {
        #expect(text.literal.utf8.count >= 12, "\(signature.card.id) \(text.literal)")
      }
    }
  }

  @Test
  func `a card searches for the texts of its signature, and no other rule for any`() {
    for rule in RuleRegistry.rules {
      let texts = (rule as? any LogSignature.Type)?.texts ?? []
      #expect(rule.card.literals == texts.map(\.literal), "\(rule.card.id)")
    }
  }

  @Test(arguments: FlinkDistribution.available)
  func `what Flink is said to log stands in its classes`(flink: FlinkDistribution) throws {
    let version = try #require(FlinkVersion(flink.version))
    let texts = Self.signatures.flatMap { signature in
      signature.texts.filter { $0.origin == .flink }.map { (signature.card.id, $0) }
    }
    let answers = try Shell.withTemporaryFolder { folder in
      let list = folder.appending(path: "literals")
      try Data((texts.map(\.1.literal).joined(separator: "\n") + "\n").utf8).write(to: list)
      return try flink.oracle("LiteralOracle", [list.path])
        .split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
    }
    #expect(answers.count == texts.count)
    for ((id, text), answer) in zip(texts, answers) {
      let isClaimed = text.versions.contains(version)
      #expect((answer == "yes") == isClaimed, "\(id) `\(text.literal)` in \(flink.version)")
    }
  }
}
