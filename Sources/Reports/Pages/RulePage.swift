package import Diagnosis
import FlinkConfiguration

/// `flinkdoctor explain FD2104`: a rule's card as a page.
package struct RulePage: Page {
  private let card: RuleCard

  package init(_ card: RuleCard) {
    self.card = card
  }

  package func text(_ options: RenderingOptions) -> String {
    let painter = Painter(color: options.color)
    let width = max(40, options.width)
    var facts = [painter.paint(card.severity.rawValue, as: card.severity), card.family.name]
    facts.append("Flink \(card.versions)")
    var text = painter.paint("\(card.id) \(card.name)", .strong)
    text += " (\(facts.joined(separator: ", ")))\n"
    text += Display.folded(card.title, width: width).joined(separator: "\n") + "\n"
    text += Self.section("Why", card.why, painter, width)
    text += Self.section("Fix", card.fix, painter, width)
    if !card.literals.isEmpty {
      text += Self.heading("Searched for in logs", painter)
      text += card.literals.map { "  \(Display.line($0))\n" }.joined()
    }
    if !card.examples.isEmpty {
      text += Self.heading("Examples", painter)
      text += card.examples.map { ExampleText($0, card, painter, width: width).rendered }
        .joined(separator: "\n")
    }
    if !card.sources.isEmpty {
      text += Self.heading("Sources", painter)
      text += card.sources.map { Self.paragraph($0, width) }.joined()
    }
    return text
  }

  private static func heading(_ title: String, _ painter: Painter) -> String {
    "\n" + painter.paint(title, .strong) + "\n"
  }

  private static func section(
    _ title: String, _ body: String, _ painter: Painter, _ width: Int
  ) -> String {
    heading(title, painter) + paragraph(body, width)
  }

  private static func paragraph(_ body: String, _ width: Int) -> String {
    Display.folded(body, width: width - 2).map { "  \($0)\n" }.joined()
  }

  package var value: JSON {
    [
      "examples": .array(card.examples.map(example)),
      "family": .string(card.family.name),
      "fix": .string(card.fix),
      "id": .string(card.id),
      "literals": .strings(card.literals),
      "name": .string(card.name),
      "severity": .string(card.severity.rawValue),
      "sources": .strings(card.sources),
      "title": .string(card.title),
      "versions": .strings(card.versions.versions.map(\.description)),
      "why": .string(card.why),
    ]
  }

  private func example(_ example: RuleExample) -> JSON {
    [
      "dialect": .string(example.dialect.rawValue),
      "expected": .string(example.expected.name(card)),
      "flinkVersion": .string(example.version.description),
      "logs": .array(
        example.logs.map { log in
          [
            "marks": Self.marks(MarkedText.marks(log.marked)), "path": .string(log.path),
            "text": .string(log.text),
          ]
        }),
      "marks": Self.marks(example.marks),
      "seen": .strings(ExampleSurroundings(example).descriptions),
      "text": .string(example.text),
    ]
  }

  private static func marks(_ marks: [TextPosition]) -> JSON {
    .array(marks.map { ["column": .integer($0.column), "line": .integer($0.line)] })
  }
}

extension RuleExample.Expected {
  /// `error`, `warning`, `info`, `healthy` or `unknown`.
  func name(_ card: RuleCard) -> String {
    switch self {
    case .finding(let severity): (severity ?? card.severity).rawValue
    case .healthy: "healthy"
    case .unknown: "unknown"
    }
  }
}
