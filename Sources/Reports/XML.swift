/// Writes XML 1.0, in which most control characters cannot stand even when escaped.
struct XML {
  private(set) var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
  private var depth = 0

  /// An element with what `body` writes inside; without anything inside it closes itself.
  mutating func element(
    _ name: String, _ attributes: [(String, String)], _ body: (inout XML) -> Void
  ) {
    open(name, attributes)
    let start = text.utf8.count
    text += ">\n"
    depth += 1
    body(&self)
    depth -= 1
    if text.utf8.count == start + 2 {
      text.removeLast(2)
      text += "/>\n"
    } else {
      indent()
      text += "</\(name)>\n"
    }
  }

  /// An element with text alone inside.
  mutating func element(_ name: String, _ attributes: [(String, String)], text content: String = "")
  {
    open(name, attributes)
    text += content.isEmpty ? "/>\n" : ">\(Self.escaped(content))</\(name)>\n"
  }

  private mutating func open(_ name: String, _ attributes: [(String, String)]) {
    indent()
    text += "<" + name
    for (key, value) in attributes { text += " \(key)=\"\(Self.escaped(value, attribute: true))\"" }
  }

  private mutating func indent() { text += String(repeating: "  ", count: depth) }

  /// A character that XML has no place for becomes its picture (`␀`) or the replacement character.
  static func escaped(_ text: String, attribute: Bool = false) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "\r": escaped += "&#13;"
      case "\n" where attribute: escaped += "&#10;"
      case "\t" where attribute: escaped += "&#9;"
      case "\n", "\t": escaped.unicodeScalars.append(scalar)
      case "\u{0}"..."\u{1F}", "\u{7F}": escaped += Display.cell(scalar).text
      case "\u{80}"..."\u{9F}": escaped += "\u{FFFD}"
      case "\u{FFFE}", "\u{FFFF}": escaped += "\u{FFFD}"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
