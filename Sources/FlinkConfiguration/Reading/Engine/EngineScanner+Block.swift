/// Literal and folded scalars.
extension EngineScanner {
  private enum Chomping { case strip, clip, keep }

  mutating func scanBlockScalar(_ style: YAMLEvent.Style) throws(ReadingAbort) -> EngineToken {
    let start = mark
    forward()
    let (chomping, increment) = try scanHeader(start)
    try scanHeaderEnd(start)
    let least = max(indent + 1, 1)
    var breaks: [Unicode.Scalar]
    var end: TextPosition
    let blockIndent: Int
    if let increment {
      blockIndent = least + increment - 1
      (breaks, end) = scanBlockBreaks(blockIndent)
    } else {
      let widest: Int
      (breaks, widest, end) = scanIndentation()
      blockIndent = max(least, widest)
    }
    if column < blockIndent && indent != column {
      throw .yaml(
        .syntax, context: "while scanning a block scalar", start,
        " the leading empty lines contain more spaces (\(blockIndent)) than the first "
          + "non-empty line.", mark)
    }
    var text: [UInt8] = []
    var lineBreak: Unicode.Scalar?
    while column == blockIndent && peek() != 0 {
      for scalar in breaks { text += UTF8.encoded(scalar) }
      let startsPlain = peek() != 0x20 && peek() != 0x09
      let first = offset
      skipLine()
      text += bytes[first..<offset]
      lineBreak = scanLineBreak()
      (breaks, end) = scanBlockBreaks(blockIndent)
      guard column == blockIndent && peek() != 0 else { break }
      if style == .folded && lineBreak == "\n" && startsPlain && peek() != 0x20 && peek() != 0x09 {
        if breaks.isEmpty { text.append(0x20) }
      } else if let lineBreak {
        text += UTF8.encoded(lineBreak)
      }
    }
    if chomping != .strip, let lineBreak { text += UTF8.encoded(lineBreak) }
    if chomping == .keep { for scalar in breaks { text += UTF8.encoded(scalar) } }
    var token = EngineToken(.scalar, start, end)
    token.text = String(decoding: text, as: UTF8.self)
    token.style = style
    return token
  }

  private mutating func scanHeader(
    _ start: TextPosition
  ) throws(ReadingAbort) -> (Chomping, Int?) {
    var chomping = Chomping.clip
    var increment: Int?
    func isSign(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") }
    if isSign(peek()) {
      chomping = peek() == UInt8(ascii: "+") ? .keep : .strip
      forward()
      increment = try scanIncrement(start)
    } else if let number = try scanIncrement(start) {
      increment = number
      if isSign(peek()) {
        chomping = peek() == UInt8(ascii: "+") ? .keep : .strip
        forward()
      }
    }
    let byte = peek()
    guard byte == 0 || byte == 0x20 || byte == 0x0A || byte == 0x0D else {
      throw .yaml(
        .syntax, context: "while scanning a block scalar", start,
        "expected chomping or indentation indicators, but found \(shown())", mark)
    }
    return (chomping, increment)
  }

  private mutating func scanIncrement(_ start: TextPosition) throws(ReadingAbort) -> Int? {
    guard let number = digit() else { return nil }
    if number == 0 {
      throw .yaml(
        .syntax, context: "while scanning a block scalar", start,
        "expected indentation indicator in the range 1-9, but found 0", mark)
    }
    forward()
    return number
  }

  /// A decimal digit of any script, as `Character.isDigit` has it.
  func digit() -> Int? {
    let byte = peek()
    if byte < 0x80 { return byte >= 0x30 && byte <= 0x39 ? Int(byte) - 0x30 : nil }
    guard let scalar = JavaUTF8.decode(bytes, at: offset).scalar,
      scalar.properties.generalCategory == .decimalNumber,
      let value = scalar.properties.numericValue
    else { return nil }
    return Int(value)
  }

  private mutating func scanHeaderEnd(_ start: TextPosition) throws(ReadingAbort) {
    while peek() == 0x20 { forward() }
    if peek() == UInt8(ascii: "#") { skipLine() }
    let shown = shown()
    if scanLineBreak() == nil && peek() != 0 {
      throw .yaml(
        .syntax, context: "while scanning a block scalar", start,
        "expected a comment or a line break, but found \(shown)", mark)
    }
  }

  private mutating func scanIndentation() -> (
    breaks: [Unicode.Scalar], widest: Int, end: TextPosition
  ) {
    var breaks: [Unicode.Scalar] = []
    var widest = 0
    var end = mark
    while true {
      if peek() == 0x20 {
        forward()
        widest = max(widest, column)
      } else if peek() == 0x0A || peek() == 0x0D {
        if let next = scanLineBreak() { breaks.append(next) }
        end = mark
      } else {
        return (breaks, widest, end)
      }
    }
  }

  private mutating func scanBlockBreaks(_ indent: Int) -> ([Unicode.Scalar], TextPosition) {
    var breaks: [Unicode.Scalar] = []
    var end = mark
    var at = column
    while at < indent && peek() == 0x20 {
      forward()
      at += 1
    }
    while let next = scanLineBreak() {
      breaks.append(next)
      end = mark
      at = column
      while at < indent && peek() == 0x20 {
        forward()
        at += 1
      }
    }
    return (breaks, end)
  }
}
