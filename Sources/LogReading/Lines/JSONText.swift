/// A JSON value as others write it: lines of containers, and what kubectl and docker tell.
///
/// What is nested deeper than it needs to be, or is no JSON, is nil.
package enum JSONText: Sendable, Hashable {
  case object([String: JSONText])
  case array([JSONText])
  case string(String)
  case number(Double)
  case bool(Bool)
  case null

  package static func parse(_ text: Bytes) -> JSONText? {
    var parser = JSONParser(text)
    guard let value = parser.value(depth: 0) else { return nil }
    parser.skipBlanks()
    return parser.at == text.count ? value : nil
  }

  /// An object; what follows it on the line does not matter.
  static func object(_ text: Bytes) -> [String: JSONText]? {
    var parser = JSONParser(text)
    guard case .object(let members) = parser.value(depth: 0) else { return nil }
    return members
  }

  package var string: String? { if case .string(let text) = self { text } else { nil } }
  package var number: Double? { if case .number(let number) = self { number } else { nil } }
  package var array: [JSONText] { if case .array(let items) = self { items } else { [] } }

  package subscript(_ key: String) -> JSONText? {
    if case .object(let members) = self { members[key] } else { nil }
  }
}

private struct JSONParser {
  let text: Bytes
  var at = 0

  private static let deepest = 64

  init(_ text: Bytes) {
    self.text = text
  }

  private var peek: UInt8? { at < text.count ? text[at] : nil }

  mutating func skipBlanks() {
    while let byte = peek, byte.isBlank || byte == 0x0A || byte == 0x0D { at += 1 }
  }

  mutating func value(depth: Int) -> JSONText? {
    guard depth < Self.deepest else { return nil }
    skipBlanks()
    switch peek {
    case UInt8(ascii: "{"): return object(depth)
    case UInt8(ascii: "["): return array(depth)
    case UInt8(ascii: "\""): return string().map { .string($0) }
    case UInt8(ascii: "t"): return word("true", .bool(true))
    case UInt8(ascii: "f"): return word("false", .bool(false))
    case UInt8(ascii: "n"): return word("null", .null)
    default: return number()
    }
  }

  private mutating func word(_ word: StaticString, _ value: JSONText) -> JSONText? {
    guard text.starts(at, with: word) else { return nil }
    at += word.utf8CodeUnitCount
    return value
  }

  private mutating func number() -> JSONText? {
    let start = at
    while let byte = peek, byte.isDigit || byte.isLetter || [0x2B, 0x2D, 0x2E].contains(byte) {
      at += 1
      if at - start > 40 { return nil }
    }
    return Double(text.text(start..<at)).map { .number($0) }
  }

  private mutating func object(_ depth: Int) -> JSONText? {
    var members: [String: JSONText] = [:]
    at += 1
    skipBlanks()
    if take("}") { return .object(members) }
    while true {
      skipBlanks()
      guard peek == UInt8(ascii: "\""), let key = string() else { return nil }
      skipBlanks()
      guard take(":"), let value = value(depth: depth + 1) else { return nil }
      members[key] = value
      skipBlanks()
      if take("}") { return .object(members) }
      guard take(",") else { return nil }
    }
  }

  private mutating func array(_ depth: Int) -> JSONText? {
    var items: [JSONText] = []
    at += 1
    skipBlanks()
    if take("]") { return .array(items) }
    while true {
      guard let value = value(depth: depth + 1) else { return nil }
      items.append(value)
      skipBlanks()
      if take("]") { return .array(items) }
      guard take(",") else { return nil }
    }
  }

  private mutating func take(_ mark: Unicode.Scalar) -> Bool {
    guard peek == UInt8(ascii: mark) else { return false }
    at += 1
    return true
  }

  private mutating func string() -> String? {
    at += 1
    var bytes: [UInt8] = []
    while let byte = peek {
      at += 1
      if byte == UInt8(ascii: "\"") { return String(decoding: bytes, as: UTF8.self) }
      guard byte == UInt8(ascii: "\\") else {
        bytes.append(byte)
        continue
      }
      guard let mark = peek else { return nil }
      at += 1
      switch mark {
      case UInt8(ascii: "n"): bytes.append(0x0A)
      case UInt8(ascii: "t"): bytes.append(0x09)
      case UInt8(ascii: "r"): bytes.append(0x0D)
      case UInt8(ascii: "b"): bytes.append(0x08)
      case UInt8(ascii: "f"): bytes.append(0x0C)
      case UInt8(ascii: "u"):
        guard let scalar = scalar() else { return nil }
        bytes += Array(String(Character(scalar)).utf8)
      default: bytes.append(mark)
      }
    }
    return nil
  }

  /// The four digits behind `\u`, and the second half of a pair.
  private mutating func scalar() -> Unicode.Scalar? {
    guard let first = hex() else { return nil }
    if 0xD800..<0xDC00 ~= first, text.starts(at, with: "\\u") {
      let start = at
      at += 2
      if let second = hex(), 0xDC00..<0xE000 ~= second {
        return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
      }
      at = start
    }
    return Unicode.Scalar(first) ?? "\u{FFFD}"
  }

  private mutating func hex() -> UInt32? {
    guard at + 4 <= text.count, let value = UInt32(text.text(at..<(at + 4)), radix: 16) else {
      return nil
    }
    at += 4
    return value
  }
}
