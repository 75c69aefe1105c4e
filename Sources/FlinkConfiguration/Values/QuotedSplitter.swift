/// Splits a list or map text as `StructuredOptionsSplitter` does.
///
/// A part may stand in `'…'` or `"…"`, where a doubled quote is one quote; blanks around parts go;
/// two separators in a row have an empty part between them, but one at either end has not.
enum QuotedSplitter {
  static func split(_ text: JavaText, on separator: UInt16) throws(ValueError) -> [JavaText] {
    let tokens = try tokenize(text, separator)
    var parts: [JavaText] = []
    for (at, token) in tokens.enumerated() {
      let next = at + 1 < tokens.count ? tokens[at + 1] : nil
      switch token.kind {
      case .quoted:
        if let next, next.kind != .separator {
          throw .illegal(
            "Could not split string. Illegal quoting at position: \(next.position - 1)",
            at: max(0, text.scalars(before: next.position) - 1))
        }
        parts.append(token.text)
      case .plain:
        parts.append(token.text)
      case .separator:
        if next?.kind == .separator { parts.append(JavaText([])) }
      }
    }
    return parts
  }

  private enum Kind { case quoted, plain, separator }

  private struct Token {
    var kind: Kind
    var text: JavaText
    var position: Int
  }

  private static func tokenize(
    _ text: JavaText, _ separator: UInt16
  ) throws(ValueError) -> [Token] {
    let units = text.units
    var tokens: [Token] = []
    var cursor = 0
    while cursor < units.count {
      let unit = units[cursor]
      if unit == 0x27 || unit == 0x22 {
        let (part, next) = try quoted(text, from: cursor)
        tokens.append(Token(kind: .quoted, text: part, position: cursor))
        cursor = next
      } else if unit == separator {
        tokens.append(Token(kind: .separator, text: JavaText([unit]), position: cursor))
        cursor += 1
      } else if JavaText.isWhitespace(unit) {
        cursor += 1
      } else {
        let end = units[cursor...].firstIndex(of: separator) ?? units.count
        let part = JavaText(units[cursor..<end]).trimmed
        tokens.append(Token(kind: .plain, text: part, position: cursor))
        cursor = end
      }
    }
    return tokens
  }

  private static func quoted(
    _ text: JavaText, from start: Int
  ) throws(ValueError) -> (JavaText, next: Int) {
    let units = text.units
    let quote = units[start]
    var part: [UInt16] = []
    var at = start + 1
    while at < units.count {
      if units[at] == quote {
        guard at + 1 < units.count, units[at + 1] == quote else { return (JavaText(part), at + 1) }
        at += 1
      }
      part.append(units[at])
      at += 1
    }
    throw .illegal(
      "Could not split string. Quoting was not closed properly.", at: text.scalars(before: start))
  }
}
