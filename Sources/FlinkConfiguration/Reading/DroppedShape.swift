/// What a line without `": "` looks like.
enum DroppedShape {
  /// `name:` and nothing more.
  case parent(name: String)
  /// `name:value`, or a tab where the blank belongs.
  case missingBlank(name: String, separator: String, value: String)
  /// `name：value`
  case foreignColon(name: String, value: String)
  /// `name:` followed by a blank that Flink does not take for one.
  case foreignBlank(name: String, scalar: Unicode.Scalar, value: String)
  case listItem(String)
  case format(ReadingTrap.Format, key: String?, value: String?)
  case text

  init(_ content: String) {
    if content.hasPrefix("- ") || content == "-" {
      self = .listItem(String(content.dropFirst(2)))
    } else if content.hasPrefix("<") {
      self = .format(.xml, key: nil, value: nil)
    } else if ["{", "}", "},", "[", "]", "],"].contains(content) {
      self = .format(.json, key: nil, value: nil)
    } else if let shape = Self.keyed(content) {
      self = shape
    } else {
      self = .text
    }
  }

  /// A line that starts like a key.
  private static func keyed(_ content: String) -> DroppedShape? {
    var text = content.unicodeScalars[...]
    let exported = content.hasPrefix("export ")
    if exported { text = text.dropFirst(7) }
    let name = text.prefix { isKeyScalar($0) }
    guard let first = name.first, first.properties.isAlphabetic else { return nil }
    var rest = text[name.endIndex...]
    let blanks = rest.prefix { $0 == " " || $0 == "\t" || ForeignBlank.isOne($0) }
    rest = rest[blanks.endIndex...]
    guard let separator = rest.first else { return nil }
    let after = rest.dropFirst()
    let value = trimmed(after)
    let key = String(name)
    switch separator {
    case ":":
      if after.isEmpty { return .parent(name: key) }
      guard let next = after.first else { return nil }
      if ForeignBlank.isOne(next) { return .foreignBlank(name: key, scalar: next, value: value) }
      if next == "/" && after.dropFirst().first == "/" { return nil }
      return .missingBlank(name: key, separator: next == "\t" ? "\t" : "", value: value)
    case "：", "﹕", "∶", "ː", "꞉":
      return .foreignColon(name: key, value: value)
    case "=":
      if exported { return .format(.shell, key: nil, value: nil) }
      let isLogging = ["log4j", "appender", "logger", "rootLogger", "monitorInterval", "logback"]
        .contains { key == $0 || key.hasPrefix($0 + ".") }
      if isLogging { return .format(.log4j, key: nil, value: nil) }
      let isShell = !key.contains(".") && blanks.isEmpty && key == key.uppercased()
      return .format(isShell ? .shell : .properties, key: isShell ? nil : key, value: value)
    default:
      return nil
    }
  }

  private static func isKeyScalar(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", ".", "-", "_": true
    default: false
    }
  }

  private static func trimmed(_ text: Substring.UnicodeScalarView) -> String {
    func isBlank(_ scalar: Unicode.Scalar) -> Bool {
      scalar.value <= 0x20 || ForeignBlank.isOne(scalar)
    }
    var rest = text
    while let first = rest.first, isBlank(first) { rest.removeFirst() }
    while let last = rest.last, isBlank(last) { rest.removeLast() }
    return String(rest)
  }
}

/// Characters that look like a blank, or like nothing, and are none for Java's `trim`.
enum ForeignBlank {
  static func isOne(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x85, 0xA0, 0xAD, 0x1680, 0x180E, 0x2000...0x200F, 0x2028, 0x2029, 0x202F, 0x205F, 0x2060,
      0x3000, 0xFEFF:
      true
    default: false
    }
  }

  /// With plain blanks inside and none at the ends.
  static func cleaned(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if !isOne(scalar) {
        result.append(scalar)
      } else if scalar.properties.isWhitespace, !result.isEmpty, result.last != " " {
        result.append(" ")
      }
    }
    while result.last == " " { result.removeLast() }
    return String(result)
  }
}

/// Quotes around a whole text: YAML's two, and those that word processors put in.
enum Quotes {
  private static let pairs: [(Unicode.Scalar, Unicode.Scalar)] = [
    ("\"", "\""), ("'", "'"), ("\u{201C}", "\u{201D}"), ("\u{2018}", "\u{2019}"),
    ("\u{201E}", "\u{201C}"), ("\u{00AB}", "\u{00BB}"), ("`", "`"),
  ]

  /// What the quotes enclose; nil without a pair of them.
  static func inside(_ text: String) -> String? {
    let scalars = text.unicodeScalars
    guard let first = scalars.first, let last = scalars.last,
      scalars.index(after: scalars.startIndex) < scalars.endIndex,
      pairs.contains(where: { $0 == (first, last) })
    else { return nil }
    let inner = String(scalars.dropFirst().dropLast())
    switch first {
    case "'":
      return replaced(inner, "''", by: "'")
    case "\"":
      return replaced(replaced(inner, "\\\"", by: "\""), "\\\\", by: "\\")
    default:
      return inner
    }
  }

  private static func replaced(_ text: String, _ what: String, by other: String) -> String {
    guard text.utf8.contains(what.utf8.first ?? 0) else { return text }
    var result = ""
    var rest = text[...]
    while let first = rest.first {
      if rest.hasPrefix(what) {
        result += other
        rest = rest.dropFirst(what.count)
      } else {
        result.append(first)
        rest = rest.dropFirst()
      }
    }
    return result
  }
}

/// What is written in `[…]` and `{…}` of a flat file.
enum FlowText {
  /// The elements of `[a, b]`, unquoted.
  static func elements(_ text: String) -> [String] {
    parts(text).filter { !$0.isEmpty }.map { Quotes.inside($0) ?? $0 }
  }

  /// `{a: b, c: d}` as Flink's flat dialect writes a map: `a:b,c:d`.
  static func pairs(_ text: String) -> String {
    parts(text).filter { !$0.isEmpty }.map { part in
      guard let colon = part.firstIndex(of: ":") else { return part }
      let key = trimmed(part[..<colon])
      let value = trimmed(part[part.index(after: colon)...])
      return "\(Quotes.inside(key) ?? key):\(value)"
    }.joined(separator: ",")
  }

  /// Split at the commas of the outermost level.
  private static func parts(_ text: String) -> [String] {
    var result: [String] = []
    var part = String.UnicodeScalarView()
    var depth = 0
    var quote: Unicode.Scalar?
    for scalar in text.unicodeScalars.dropFirst().dropLast() {
      if let open = quote {
        if scalar == open { quote = nil }
      } else if scalar == "\"" || scalar == "'" {
        quote = scalar
      } else if scalar == "[" || scalar == "{" {
        depth += 1
      } else if scalar == "]" || scalar == "}" {
        depth -= 1
      } else if scalar == "," && depth == 0 {
        result.append(trimmed(String(part)[...]))
        part = String.UnicodeScalarView()
        continue
      }
      part.append(scalar)
    }
    result.append(trimmed(String(part)[...]))
    return result
  }

  private static func trimmed(_ text: Substring) -> String {
    var rest = text
    while rest.first == " " || rest.first == "\t" { rest = rest.dropFirst() }
    while rest.last == " " || rest.last == "\t" { rest = rest.dropLast() }
    return String(rest)
  }
}
