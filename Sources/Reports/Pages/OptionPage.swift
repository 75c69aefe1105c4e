package import Diagnosis
package import FlinkConfiguration

/// `flinkdoctor options KEY` and `flinkdoctor explain KEY`: one key, over all versions.
package struct OptionPage: Page {
  private let key: String
  private let version: FlinkVersion
  private let entry: OptionEntry
  private let cards: [RuleCard]

  /// nil for a key that no version knows; `cards` are all rules, of which those about the key are shown.
  package init?(_ key: String, version: FlinkVersion, cards: [RuleCard]) {
    guard
      let entry = OptionEntry(key, in: version)
        ?? FlinkVersion.known.reversed().lazy.compactMap({ OptionEntry(key, in: $0) }).first
    else { return nil }
    self.key = key
    self.version = version
    self.entry = entry
    self.cards = cards.filter { $0.judges(key) }.sorted { $0.id < $1.id }
  }

  package func text(_ options: RenderingOptions) -> String {
    let painter = Painter(color: options.color)
    let width = max(40, options.width)
    var text = painter.paint(Display.line(key), .strong) + " in Flink \(version)\n"
    for (label, fact) in facts {
      let lines = Display.folded(fact, width: width - 14)
      let blanks = String(repeating: " ", count: 12 - label.utf8.count)
      text += "  \(label)\(blanks)"
      text += lines.joined(separator: "\n" + String(repeating: " ", count: 14)) + "\n"
    }
    if !cards.isEmpty {
      text += "\n" + painter.paint("Checked by", .strong) + "\n"
      text += cards.map { card in
        "  \(card.id)  "
          + Display.folded(card.title, width: width - 10).joined(separator: "\n          ") + "\n"
      }.joined()
    }
    return text
  }

  private var facts: [(String, String)] {
    var facts: [(String, String)] = []
    if let remark = entry.remark { facts.append(("is", remark)) }
    if !entry.replacedBy.isEmpty {
      facts.append(("write", entry.replacedBy.joined(separator: ", ")))
    }
    if let option = entry.option {
      facts += Self.facts(of: option)
      if entry.isDeprecated, entry.replacedBy.isEmpty { facts.append(("deprecated", "yes")) }
      let own = history(of: option.key)
      if own.count > 1 { facts.append(("history", own.joined(separator: "\n"))) }
    }
    return facts
  }

  private static func facts(of option: FlinkOption) -> [(String, String)] {
    var facts = [("type", option.type.description)]
    let constants = option.type.constants.map(\.text)
    if !constants.isEmpty { facts.append(("values", constants.joined(separator: ", "))) }
    facts.append(
      ("default", option.default ?? option.shownDefault.map { "none (\($0))" } ?? "none"))
    facts.append(("in Flink", "\(FlinkVersionRange(from: option.since, to: option.until))"))
    if !option.fallbackKeys.isEmpty {
      let others = option.fallbackKeys.map { $0.isDeprecated ? "\($0.key) (deprecated)" : $0.key }
      facts.append(("reads also", others.joined(separator: ", ")))
    }
    return facts
  }

  private static func defaultText(of option: FlinkOption) -> String {
    if let text = option.default { return text.isEmpty ? "the empty text" : text }
    return option.shownDefault.map { "none (\($0))" } ?? "none"
  }

  /// Type and default over the versions, neighbours that agree together.
  private func history(of key: String) -> [String] {
    var runs: [(fact: String, versions: [FlinkVersion])] = []
    for version in FlinkVersion.known {
      guard let option = OptionCatalogue.option(key, in: version) else { continue }
      let fact = "\(option.type), default \(option.default ?? "none")"
      if runs.last?.fact == fact {
        runs[runs.count - 1].versions.append(version)
      } else {
        runs.append((fact, [version]))
      }
    }
    return runs.map { "\(VersionNames.of($0.versions)): \($0.fact)" }
  }

  package var value: JSON {
    [
      "flinkVersion": .string(version.description),
      "options": [JSON(entry, checks: cards.map(\.id))],
    ]
  }
}

extension RuleCard {
  /// Whether one of its examples has a finding at the key.
  fileprivate func judges(_ key: String) -> Bool {
    examples.contains { example in
      guard case .finding = example.expected, example.text.contains(key) else { return false }
      let marks = example.marks
      let reading = ConfigurationReading(
        bytes: Array(example.text.utf8), dialect: example.dialect, path: "")
      return reading.entries.contains { entry in
        entry.key == key
          && marks.contains { $0 == entry.keyRange?.start || $0 == entry.valueRange?.start }
      }
    }
  }
}
