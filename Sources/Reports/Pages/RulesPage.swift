package import Diagnosis
import FlinkConfiguration

/// `flinkdoctor rules`: every rule in a line.
package struct RulesPage: Page {
  private let cards: [RuleCard]

  /// In whatever order; the page sorts them by id.
  package init(_ cards: [RuleCard]) {
    self.cards = cards.sorted { $0.id < $1.id }
  }

  package func text(_ options: RenderingOptions) -> String {
    let painter = Painter(color: options.color)
    var text = ""
    for family in Family.allCases {
      let members = cards.filter { $0.family == family }
      if members.isEmpty { continue }
      text += painter.paint(family.name, .strong) + "\n"
      for card in members {
        let severity = card.severity.rawValue
        let blanks = String(repeating: " ", count: 8 - severity.utf8.count)
        let title = Display.folded(card.title, width: max(20, options.width - 18))
        text += "  \(card.id)  " + painter.paint(severity, as: card.severity) + blanks
        text += title.joined(separator: "\n" + String(repeating: " ", count: 18)) + "\n"
      }
      text += "\n"
    }
    let example = cards.first?.id ?? "CODE"
    return text + "\(cards.count) rules; flinkdoctor explain \(example) shows one whole\n"
  }

  package var value: JSON {
    [
      "rules": .array(
        cards.map { card in
          [
            "family": .string(card.family.name), "id": .string(card.id),
            "literals": .strings(card.literals), "name": .string(card.name),
            "severity": .string(card.severity.rawValue), "title": .string(card.title),
            "versions": .strings(card.versions.versions.map(\.description)),
          ]
        })
    ]
  }
}
