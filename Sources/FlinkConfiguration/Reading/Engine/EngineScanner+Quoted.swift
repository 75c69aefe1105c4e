/// Scalars in single and in double quotes.
extension EngineScanner {
  mutating func scanFlowScalar() throws(ReadingAbort) -> EngineToken {
    let start = mark
    let quote = peek()
    let isDouble = quote == UInt8(ascii: "\"")
    var text = QuotedText()
    forward()
    try scanNonSpaces(isDouble, start, &text)
    while peek() != quote {
      try scanSpaces(start, &text)
      try scanNonSpaces(isDouble, start, &text)
    }
    forward()
    var token = EngineToken(.scalar, start, mark)
    token.text = text.string
    token.style = isDouble ? .doubleQuoted : .singleQuoted
    return token
  }

  private mutating func scanNonSpaces(
    _ isDouble: Bool, _ start: TextPosition, _ text: inout QuotedText
  ) throws(ReadingAbort) {
    while true {
      var length = 0
      var continuations = 0
      while offset + length < bytes.count {
        let byte = bytes[offset + length]
        if Self.isBlankOrBreak(byte) || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"")
          || byte == UInt8(ascii: "\\")
        {
          break
        }
        if byte & 0xC0 == 0x80 { continuations += 1 }
        length += 1
      }
      text.append(bytes[offset..<(offset + length)])
      advance(length, continuations: continuations)
      let byte = peek()
      if !isDouble && byte == UInt8(ascii: "'") && peek(1) == UInt8(ascii: "'") {
        text.append([byte])
        forward(2)
      } else if (isDouble && byte == UInt8(ascii: "'"))
        || (!isDouble && (byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")))
      {
        text.append([byte])
        forward()
      } else if isDouble && byte == UInt8(ascii: "\\") {
        forward()
        try scanEscape(start, &text)
      } else {
        return
      }
    }
  }

  private static let escapes: [UInt8: Unicode.Scalar] = [
    UInt8(ascii: "0"): "\0", UInt8(ascii: "a"): "\u{07}", UInt8(ascii: "b"): "\u{08}",
    UInt8(ascii: "t"): "\t", UInt8(ascii: "n"): "\n", UInt8(ascii: "v"): "\u{0B}",
    UInt8(ascii: "f"): "\u{0C}", UInt8(ascii: "r"): "\r", UInt8(ascii: "e"): "\u{1B}",
    UInt8(ascii: " "): " ", UInt8(ascii: "\""): "\"", UInt8(ascii: "/"): "/",
    UInt8(ascii: "\\"): "\\", UInt8(ascii: "N"): "\u{85}", UInt8(ascii: "_"): "\u{A0}",
    UInt8(ascii: "L"): "\u{2028}", UInt8(ascii: "P"): "\u{2029}",
  ]

  private mutating func scanEscape(
    _ start: TextPosition, _ text: inout QuotedText
  ) throws(ReadingAbort) {
    let byte = peek()
    if let scalar = Self.escapes[byte] {
      text.append(scalar.value)
      forward()
      return
    }
    let length: Int
    switch byte {
    case UInt8(ascii: "x"): length = 2
    case UInt8(ascii: "u"): length = 4
    case UInt8(ascii: "U"): length = 8
    default:
      let shown = shown()
      guard scanLineBreak() != nil else {
        throw .yaml(
          .syntax, context: "while scanning a double-quoted scalar", start,
          "found unknown escape character \(shown)", mark)
      }
      text.append(contentsOf: try scanBreaks(start))
      return
    }
    forward()
    let digits = characters(length)
    guard digits.utf8.allSatisfy({ Self.hexadecimal($0) != nil }) else {
      throw .yaml(
        .syntax, context: "while scanning a double-quoted scalar", start,
        "expected escape sequence of \(length) hexadecimal numbers, but found: \(digits)", mark)
    }
    guard let value = UInt32(digits, radix: 16), value <= UInt32(Int32.max) else {
      throw ReadingAbort(
        .syntax,
        "For input string: \"\(digits)\"" + (digits.isEmpty ? "" : " under radix 16"), at: mark)
    }
    guard value <= 0x10FFFF else {
      throw ReadingAbort(
        .syntax,
        "Not a valid Unicode code point: 0x\(String(value, radix: 16, uppercase: true))", at: mark)
    }
    text.append(value)
    forward(length)
  }

  static func hexadecimal(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x41 + 10
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
  }

  /// The next characters, fewer at the end.
  func characters(_ count: Int) -> String {
    var end = offset
    for _ in 0..<count where end < bytes.count { end += JavaUTF8.decode(bytes, at: end).length }
    return String(decoding: bytes[offset..<min(end, bytes.count)], as: UTF8.self)
  }

  private mutating func scanSpaces(
    _ start: TextPosition, _ text: inout QuotedText
  ) throws(ReadingAbort) {
    let first = offset
    while peek() == 0x20 || peek() == 0x09 { advance(1, continuations: 0) }
    let blanks = first..<offset
    if peek() == 0 {
      throw .yaml(
        .syntax, context: "while scanning a quoted scalar", start,
        "found unexpected end of stream", mark)
    }
    guard let lineBreak = scanLineBreak() else {
      text.append(bytes[blanks])
      return
    }
    let breaks = try scanBreaks(start)
    if lineBreak != "\n" {
      text.append(lineBreak.value)
    } else if breaks.isEmpty {
      text.append(0x20)
    }
    text.append(contentsOf: breaks)
  }

  private mutating func scanBreaks(_ start: TextPosition) throws(ReadingAbort) -> [Unicode.Scalar] {
    var breaks: [Unicode.Scalar] = []
    while true {
      if startsWith(UInt8(ascii: "-")) || startsWith(UInt8(ascii: ".")),
        Self.isBlankOrBreak(peek(3))
      {
        throw .yaml(
          .syntax, context: "while scanning a quoted scalar", start,
          "found unexpected document separator", mark)
      }
      while peek() == 0x20 || peek() == 0x09 { forward() }
      guard let next = scanLineBreak() else { return breaks }
      breaks.append(next)
    }
  }
}

/// Collects a quoted scalar; two escapes can make one character of Java's UTF-16.
struct QuotedText {
  private var bytes: [UInt8] = []
  private var high: UInt32?

  private mutating func flush() {
    guard let first = high else { return }
    high = nil
    putLone(first)
  }

  private mutating func putLone(_ value: UInt32) {
    bytes += Array(String(Character(LoneSurrogate.marker(value))).utf8)
  }

  mutating func append(_ more: some Collection<UInt8>) {
    if more.isEmpty { return }
    flush()
    bytes += more
  }

  mutating func append(contentsOf scalars: [Unicode.Scalar]) {
    for scalar in scalars { append(scalar.value) }
  }

  mutating func append(_ value: UInt32) {
    if value & 0xFFFF_FC00 == 0xD800 {
      flush()
      high = value
    } else if value & 0xFFFF_FC00 == 0xDC00 {
      guard let first = high else {
        putLone(value)
        return
      }
      high = nil
      put(0x10000 + (first & 0x3FF) << 10 + (value & 0x3FF))
    } else {
      flush()
      put(value)
    }
  }

  private mutating func put(_ value: UInt32) {
    if value < 0x80 {
      bytes.append(UInt8(value))
    } else if let scalar = Unicode.Scalar(value) {
      bytes += Array(String(Character(scalar)).utf8)
    }
  }

  var string: String {
    var copy = self
    copy.flush()
    return String(decoding: copy.bytes, as: UTF8.self)
  }
}
