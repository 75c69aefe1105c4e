/// A scalar inside of a dumped list: its text, and whether it can stand plain there
/// (`Emitter.analyzeScalar`, `Emitter.chooseScalarStyle`).
struct DumpedScalar {
  let text: String
  /// The short tag, which counts for the length of a key.
  let tag: String
  /// Whether the tag is written.
  let isTagged: Bool
  private let canBePlain: Bool
  private let canBeSingleQuoted: Bool
  let hasLineBreak: Bool

  init(_ built: YAMLConstruction.Built) {
    switch built {
    case .scalar(.string(let text)):
      self.init(text, tag: "!!str")
    case .scalar(let value):
      let tag: String
      switch value {
      case .boolean: tag = "!!bool"
      case .double: tag = "!!float"
      default: tag = "!!int"
      }
      self.init(value.text, tag: tag)
    case .binary(let bytes):
      self.init(Base64.encode(bytes), tag: "!!binary")
    default:
      self.init("null", tag: "!!null")
    }
  }

  private init(_ text: String, tag: String) {
    self.text = text
    self.tag = tag
    isTagged = tag == "!!binary"
    let analysis = ScalarAnalysis(Array(text.utf16))
    hasLineBreak = analysis.hasLineBreak
    guard tag == "!!str" else {
      canBePlain = tag != "!!binary" && analysis.allowsFlowPlain
      canBeSingleQuoted = tag != "!!binary" && analysis.allowsSingleQuoted
      return
    }
    if text.unicodeScalars.contains(where: LoneSurrogate.isMarker) {
      canBePlain = false
      canBeSingleQuoted = false
      return
    }
    let resolvesToText: Bool
    if case .value(.string) = CoreSchema.resolve(text) {
      resolvesToText = !EnvironmentReference.matches(text)
    } else {
      resolvesToText = false
    }
    // Text of several lines is asked for as a literal block, which flow style turns into quotes.
    let isLiteral = text.unicodeScalars.contains {
      $0 == "\n" || $0 == "\u{85}" || $0 == "\u{2028}" || $0 == "\u{2029}"
    }
    canBePlain = resolvesToText && !isLiteral && analysis.allowsFlowPlain
    canBeSingleQuoted = !isLiteral && analysis.allowsSingleQuoted
  }

  func style(isKey: Bool) -> YAMLEvent.Style {
    if canBePlain && !(isKey && (text.isEmpty || hasLineBreak)) { return .plain }
    return canBeSingleQuoted && !(isKey && hasLineBreak) ? .singleQuoted : .doubleQuoted
  }

  var singleQuoted: String {
    var result: [UInt8] = [UInt8(ascii: "'")]
    for byte in text.utf8 {
      result.append(byte)
      if byte == UInt8(ascii: "'") { result.append(byte) }
    }
    return String(decoding: result, as: UTF8.self) + "'"
  }

  var doubleQuoted: String {
    var result = "\""
    for scalar in text.unicodeScalars { result += Self.escaped(scalar) }
    return result + "\""
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar.value {
    case 0x00: return "\\0"
    case 0x07: return "\\a"
    case 0x08: return "\\b"
    case 0x09: return "\\t"
    case 0x0A: return "\\n"
    case 0x0B: return "\\v"
    case 0x0C: return "\\f"
    case 0x0D: return "\\r"
    case 0x1B: return "\\e"
    case 0x22: return "\\\""
    case 0x5C: return "\\\\"
    case 0x85: return "\\N"
    case 0xA0: return "\\_"
    case 0x2028: return "\\L"
    case 0x2029: return "\\P"
    case _ where LoneSurrogate.isMarker(scalar): return "\\u" + LoneSurrogate.digits(scalar)
    case 0x20...0x7E, 0xA1...0xD7FF, 0xE000...0xFFFD, 0x10000...:
      return String(Character(scalar))
    default:
      let digits = String(scalar.value, radix: 16)
      let width = scalar.value <= 0xFF ? 2 : 4
      let padded = String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
      return (width == 2 ? "\\x" : "\\u") + padded
    }
  }
}

/// `${NAME}`, for which the core schema has a tag of its own.
enum EnvironmentReference {
  static func matches(_ text: String) -> Bool {
    var bytes = Array(text.utf8)[...]
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }
    func isWord(_ byte: UInt8) -> Bool {
      byte == UInt8(ascii: "_") || (byte >= 0x30 && byte <= 0x39)
        || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A)
    }
    guard bytes.starts(with: "${".utf8), bytes.last == UInt8(ascii: "}") else { return false }
    bytes = bytes.dropFirst(2).dropLast()
    bytes = bytes.drop(while: isBlank)
    let name = bytes.prefix(while: isWord)
    guard !name.isEmpty else { return false }
    bytes = bytes[name.endIndex...]
    if bytes.first == UInt8(ascii: ":") {
      guard let next = bytes.dropFirst().first,
        next == UInt8(ascii: "-") || next == UInt8(ascii: "?")
      else { return false }
      bytes = bytes.dropFirst(2).drop(while: isWord)
    } else if let next = bytes.first, next == UInt8(ascii: "-") || next == UInt8(ascii: "?") {
      bytes = bytes.dropFirst().drop(while: isWord)
    }
    return bytes.allSatisfy(isBlank)
  }
}
