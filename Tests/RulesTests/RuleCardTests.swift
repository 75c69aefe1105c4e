import Diagnosis
import Rules
import Testing

/// What every card promises, whatever its rule says.
struct RuleCardTests {
  private let cards = RuleRegistry.rules.map { $0.card }

  @Test
  func `ids and names are used once`() {
    for values in [cards.map(\.id), cards.map(\.name)] {
      let twice = Dictionary(grouping: values, by: \.self).filter { $0.value.count > 1 }.keys
      #expect(twice.isEmpty, "\(twice.sorted())")
    }
  }

  @Test
  func `an id names its family`() {
    for card in cards { #expect(Family(id: card.id) != nil, "\(card.id)") }
  }

  @Test
  func `a name is the type's name in words with hyphens`() {
    for rule in RuleRegistry.rules {
      let type = "\(rule)".lowercased()
      #expect(type == rule.card.name.filter { $0 != "-" }, "\(rule.card.id) \(rule.card.name)")
      #expect(rule.card.name == rule.card.name.lowercased())
    }
  }

  @Test
  func `a title is a sentence without a full stop`() {
    for card in cards {
      #expect(!card.title.isEmpty && !card.title.hasSuffix("."), "\(card.id) \(card.title)")
      #expect(!card.title.contains("\n"), "\(card.id) \(card.title)")
    }
  }

  @Test
  func `a card says why, how to mend it and where it is known from`() {
    for card in cards {
      for text in [card.why, card.fix] {
        #expect(text.hasSuffix("."), "\(card.id) \(text)")
      }
      #expect(!card.sources.isEmpty, "\(card.id)")
    }
  }

  @Test
  func `a card shows what it finds and what it leaves alone`() {
    for card in cards {
      let expected = card.examples.map(\.expected)
      #expect(expected.contains { if case .finding = $0 { true } else { false } }, "\(card.id)")
      #expect(expected.contains(.healthy), "\(card.id)")
    }
  }
}
