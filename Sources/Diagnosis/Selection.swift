/// Which rules run: `--only` and `--skip` take an id, a family's name, a rule's name or a glob.
package struct Selection: Sendable, Hashable {
  package var only: [String]
  package var skip: [String]

  package init(only: [String] = [], skip: [String] = []) {
    self.only = only
    self.skip = skip
  }

  package func includes(_ card: RuleCard) -> Bool {
    let named = { (pattern: String) in
      Self.matches(card.id, pattern) || Self.matches(card.name, pattern)
        || card.family.name == pattern
    }
    return (only.isEmpty || only.contains(where: named)) && !skip.contains(where: named)
  }

  /// A glob with `*` and `?` over the whole of `text`, upper and lower case alike.
  package static func matches(_ text: String, _ pattern: String) -> Bool {
    let text = Array(text.utf8.map(lowercase))
    let pattern = Array(pattern.utf8.map(lowercase))
    var textAt = 0
    var patternAt = 0
    var star: Int?
    var resume = 0
    while textAt < text.count {
      if patternAt < pattern.count, pattern[patternAt] == UInt8(ascii: "*") {
        star = patternAt
        resume = textAt
        patternAt += 1
      } else if patternAt < pattern.count,
        pattern[patternAt] == UInt8(ascii: "?") || pattern[patternAt] == text[textAt]
      {
        patternAt += 1
        textAt += 1
      } else if let star {
        patternAt = star + 1
        resume += 1
        textAt = resume
      } else {
        return false
      }
    }
    return pattern[patternAt...].allSatisfy { $0 == UInt8(ascii: "*") }
  }

  private static func lowercase(_ byte: UInt8) -> UInt8 {
    65...90 ~= byte ? byte + 32 : byte
  }
}
