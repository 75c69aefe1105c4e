/// Whom the C library asks for host names, and in which order: the `hosts:` line of nsswitch.conf.
package struct NameServiceSwitch: Sendable {
  /// Its words, actions in brackets among them; nil when there is no such line.
  package private(set) var services: [String]?
  package private(set) var line: Int?

  package init(_ bytes: some Sequence<UInt8>) {
    let lines = Array(bytes).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (at, line) in lines.enumerated() where services == nil {
      let text = String(
        decoding: line.prefix { $0 != UInt8(ascii: "#") }, as: UTF8.self)
      let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, parts[0].split(whereSeparator: \.isWhitespace) == ["hosts"] else {
        continue
      }
      services = Self.words(parts[1])
      self.line = at + 1
    }
  }

  /// Blanks part words, but not inside of brackets: `[NOTFOUND=return UNAVAIL=continue]`.
  private static func words(_ text: Substring) -> [String] {
    var words: [String] = []
    var word = ""
    var isAction = false
    for character in text + " " {
      if character == "[" { isAction = true }
      if character == "]" { isAction = false }
      if character.isWhitespace && !isAction {
        if !word.isEmpty { words.append(word) }
        word = ""
      } else {
        word.append(character)
      }
    }
    return word.isEmpty ? words : words + [word]
  }
}
