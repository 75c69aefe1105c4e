/// Text as a terminal can show it: nothing that moves the cursor, hides or reorders.
///
/// A configuration comes from anywhere; an escape sequence in it must not reach the terminal, and
/// a byte-order mark or a blank of another script must be seen.
enum Display {
  /// What stands for one scalar, and how many columns it takes.
  static func cell(_ scalar: Unicode.Scalar) -> (text: String, columns: Int) {
    switch scalar.value {
    case 0x20..<0x7F: return (String(Character(scalar)), 1)
    case 0x09: return ("    ", 4)
    case 0..<0x20: return (picture(0x2400 + scalar.value), 1)
    case 0x7F: return (picture(0x2421), 1)
    default: break
    }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator, .privateUse,
      .unassigned:
      let digits = String(scalar.value, radix: 16, uppercase: true)
      let text = "<U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits + ">"
      return (text, text.utf8.count)
    case .nonspacingMark, .enclosingMark: return (String(Character(scalar)), 0)
    default: return (String(Character(scalar)), isWide(scalar) ? 2 : 1)
    }
  }

  /// A text on one line.
  static func line(_ text: String) -> String {
    if text.utf8.allSatisfy({ 0x20..<0x7F ~= $0 }) { return text }
    var shown = ""
    for scalar in text.unicodeScalars {
      shown += scalar == "\n" ? " " : cell(scalar).text
    }
    return shown
  }

  static func columns(_ text: String) -> Int {
    if text.utf8.allSatisfy({ 0x20..<0x7F ~= $0 }) { return text.utf8.count }
    return text.unicodeScalars.reduce(0) { $0 + cell($1).columns }
  }

  /// Folded at blanks; a word that is wider than `width` stands alone on its line.
  static func folded(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    for paragraph in text.split(separator: "\n", omittingEmptySubsequences: true) {
      var line = ""
      var used = 0
      for (word, columns) in words(of: paragraph) {
        if !line.isEmpty, used + 1 + columns > width {
          lines.append(line)
          line = ""
          used = 0
        }
        if !line.isEmpty {
          line += " "
          used += 1
        }
        line += word
        used += columns
      }
      lines.append(line)
    }
    return lines.isEmpty ? [""] : lines
  }

  /// The words of a paragraph as a terminal shows them, and the columns that each takes.
  private static func words(of paragraph: Substring) -> [(Substring, columns: Int)] {
    // Nearly all that is shown is plain ASCII, where a byte is a column.
    if paragraph.utf8.allSatisfy({ 0x20...0x7E ~= $0 }) {
      return paragraph.utf8.split(separator: 0x20).map { (Substring($0), $0.count) }
    }
    return paragraph.split(separator: " ").map { word in
      let word = line(String(word))
      return (word[...], columns(word))
    }
  }

  private static func picture(_ value: UInt32) -> String {
    Unicode.Scalar(value).map { String(Character($0)) } ?? "?"
  }

  /// East Asian Wide and Fullwidth, and emoji, in the coarse ranges that terminals agree on.
  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3,
      0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
      0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
