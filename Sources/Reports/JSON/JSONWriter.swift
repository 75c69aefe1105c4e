/// Writes a JSON value with sorted keys and two blanks of indentation.
struct JSONWriter {
  private var bytes: [UInt8] = []
  private var isOneLine = false

  /// The document, ending with a newline.
  static func document(_ value: JSON) -> String {
    var writer = JSONWriter()
    writer.write(value, depth: 0)
    writer.bytes.append(UInt8(ascii: "\n"))
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  /// The value on one line, for a stream of them.
  static func line(_ value: JSON) -> String {
    var writer = JSONWriter()
    writer.isOneLine = true
    writer.write(value, depth: 0)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  private mutating func write(_ value: JSON, depth: Int) {
    switch value {
    case .null: put("null")
    case .bool(let flag): put(flag ? "true" : "false")
    case .integer(let number): put("\(number)")
    case .number(let number): put(Self.digits(of: number))
    case .string(let text): write(text)
    case .array(let items):
      list(items, "[", "]", depth: depth) { writer, item in writer.write(item, depth: depth + 1) }
    case .object(let members):
      list(Self.sorted(members), "{", "}", depth: depth) { writer, member in
        writer.write(member.key)
        writer.put(": ")
        writer.write(member.value, depth: depth + 1)
      }
    }
  }

  private mutating func list<Item>(
    _ items: [Item], _ open: StaticString, _ close: StaticString, depth: Int,
    _ write: (inout JSONWriter, Item) -> Void
  ) {
    put(open)
    for (at, item) in items.enumerated() {
      if at > 0 { put(",") }
      newLine(depth + 1)
      write(&self, item)
    }
    if !items.isEmpty { newLine(depth) }
    put(close)
  }

  private mutating func newLine(_ depth: Int) {
    if isOneLine { return }
    bytes.append(UInt8(ascii: "\n"))
    for _ in 0..<depth { put("  ") }
  }

  /// Quoted, with control characters and DEL escaped; the rest is UTF-8 as it stands.
  private mutating func write(_ text: String) {
    put("\"")
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): put("\\\"")
      case UInt8(ascii: "\\"): put("\\\\")
      case UInt8(ascii: "\n"): put("\\n")
      case UInt8(ascii: "\r"): put("\\r")
      case UInt8(ascii: "\t"): put("\\t")
      case 0..<0x20, 0x7F:
        put("\\u00")
        if byte < 0x10 { put("0") }
        put(String(byte, radix: 16))
      default: bytes.append(byte)
      }
    }
    put("\"")
  }

  private mutating func put(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  private mutating func put(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  /// Literals are mostly in order already.
  private static func sorted(_ members: [JSON.Member]) -> [JSON.Member] {
    let ordered = zip(members, members.dropFirst()).allSatisfy { $0.key <= $1.key }
    return ordered ? members : members.sorted { $0.key < $1.key }
  }

  /// Neither `inf` nor `nan` is JSON.
  private static func digits(of number: Double) -> String {
    number.isFinite ? "\(number)" : "null"
  }
}
