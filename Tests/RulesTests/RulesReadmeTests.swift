import Diagnosis
import Rules
import TestSupport
import Testing

/// `Sources/Rules/README.md` answers for every row of the field's catalogue.
struct RulesReadmeTests {
  private static let text = String(
    decoding: (try? Repository.contents("Sources/Rules/README.md")) ?? [], as: UTF8.self)

  @Test
  func `every row has one line, and in order`() {
    let gaps = Set([26, 27, 28, 29, 59])
    let rows = Self.text.split(separator: "\n").filter { $0.hasPrefix("| R") }
      .compactMap { Int($0.dropFirst(3).prefix { $0.isNumber }) }
    #expect(rows == (1...96).filter { !gaps.contains($0) })
  }

  @Test
  func `a line names a rule, or says why there is none`() {
    for line in Self.text.split(separator: "\n") where line.hasPrefix("| R") {
      let answer = line.split(separator: "|").last.map(String.init) ?? ""
      #expect(answer.contains("FD") || answer.count > 15, "\(line)")
    }
  }

  @Test
  func `what it names is a rule`() {
    let known = Set(RuleRegistry.rules.map { $0.card.id })
    for word in Self.text.split(whereSeparator: { !$0.isLetter && !$0.isNumber })
    where word.count == 6 && word.hasPrefix("FD") && !word.hasSuffix("xx") {
      let isOfAKnownKind = known.contains { $0.hasPrefix(word.prefix(4)) }
      #expect(known.contains(String(word)) || !isOfAKnownKind, "\(word)")
    }
  }
}
