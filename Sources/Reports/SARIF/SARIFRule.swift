import Diagnosis

/// A rule's card as SARIF's reporting descriptor.
enum SARIFRule {
  static func value(_ card: RuleCard) -> JSON {
    [
      "defaultConfiguration": ["level": .string(level(card.severity))],
      "fullDescription": ["text": .string(card.why)],
      "help": [
        "markdown": .string(markdown(card)), "text": .string("\(card.why)\n\nFix: \(card.fix)"),
      ],
      "id": .string(card.id),
      "name": .string(card.name),
      "properties": [
        "precision": "high",
        "problem.severity": .string(problem(card.severity)),
        "tags": ["flink", .string(card.family.name)],
      ],
      "shortDescription": ["text": .string(card.title)],
    ]
  }

  static func level(_ severity: Severity) -> String {
    switch severity {
    case .error: "error"
    case .warning: "warning"
    case .info: "note"
    }
  }

  /// GitHub's own scale.
  private static func problem(_ severity: Severity) -> String {
    switch severity {
    case .error: "error"
    case .warning: "warning"
    case .info: "recommendation"
    }
  }

  private static func markdown(_ card: RuleCard) -> String {
    var text = "# \(card.id): \(card.title)\n\n\(card.why)\n\n## Fix\n\n\(card.fix)\n"
    if !card.sources.isEmpty {
      text += "\n## Sources\n\n" + card.sources.map { "- \($0)\n" }.joined()
    }
    return text
  }
}
