/// Anchors, tags and directives.
extension EngineScanner {
  mutating func scanAnchor() throws(ReadingAbort) -> EngineToken {
    let start = mark
    let isAlias = peek() == UInt8(ascii: "*")
    let context = "while scanning an \(isAlias ? "alias" : "anchor")"
    forward()
    var length = 0
    var continuations = 0
    while offset + length < bytes.count {
      let byte = bytes[offset + length]
      if Self.isBlankOrBreak(byte) || ",[]{}/.*&".utf8.contains(byte) { break }
      if byte & 0xC0 == 0x80 { continuations += 1 }
      length += 1
    }
    if length == 0 {
      throw .yaml(.syntax, context: context, start, "unexpected character found \(shown())", mark)
    }
    let name = String(decoding: bytes[offset..<(offset + length)], as: UTF8.self)
    advance(length, continuations: continuations)
    let byte = peek()
    if !Self.isBlankOrBreak(byte) && !"?:,]}%@`".utf8.contains(byte) {
      throw .yaml(.syntax, context: context, start, "unexpected character found \(shown())", mark)
    }
    var token = EngineToken(isAlias ? .alias : .anchor, start, mark)
    token.text = name
    return token
  }

  mutating func scanTag() throws(ReadingAbort) -> EngineToken {
    let start = mark
    let context = "while scanning a tag"
    var handle: String?
    let suffix: String
    let next = peek(1)
    if next == UInt8(ascii: "<") {
      forward(2)
      suffix = try scanURI("tag", isPrefix: true, start)
      if peek() != UInt8(ascii: ">") {
        throw .yaml(
          .syntax, context: context, start, "expected '>', but found '\(shownQuoted())", mark)
      }
      forward()
    } else if Self.isBlankOrBreak(next) {
      suffix = "!"
      forward()
    } else {
      if usesHandle() {
        handle = try scanHandle("tag", start)
      } else {
        handle = "!"
        forward()
      }
      suffix = try scanURI("tag", isPrefix: false, start)
    }
    if !Self.isBlankNotTab(peek()) {
      throw .yaml(
        .syntax, context: context, start, "expected ' ', but found '\(shownQuoted())", mark)
    }
    var token = EngineToken(.tag, start, mark)
    token.handle = handle
    token.text = suffix
    return token
  }

  /// NUL, blank, LF, CR.
  static func isBlankNotTab(_ byte: UInt8) -> Bool { byte != 0x09 && isBlankOrBreak(byte) }

  private func shownQuoted() -> String {
    let text = shown()
    guard let open = text.lastIndex(of: "(") else { return text }
    return text[..<open] + "' " + text[open...]
  }

  /// Whether a second `!` stands in the tag.
  private func usesHandle() -> Bool {
    var distance = 1
    while !Self.isBlankNotTab(peek(distance)) {
      if peek(distance) == UInt8(ascii: "!") { return true }
      distance += 1
    }
    return false
  }

  private func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"): true
    default: false
    }
  }

  private mutating func scanHandle(
    _ name: String, _ start: TextPosition
  ) throws(ReadingAbort) -> String {
    if peek() != UInt8(ascii: "!") {
      throw .yaml(
        .syntax, context: "while scanning a \(name)", start, "expected '!', but found \(shown())",
        mark)
    }
    var length = 1
    if peek(length) != 0x20 {
      while isWord(peek(length)) { length += 1 }
      if peek(length) != UInt8(ascii: "!") {
        let shown = shown(length)
        forward(length)
        throw .yaml(
          .syntax, context: "while scanning a \(name)", start, "expected '!', but found \(shown)",
          mark)
      }
      length += 1
    }
    let handle = String(decoding: bytes[offset..<(offset + length)], as: UTF8.self)
    advance(length, continuations: 0)
    return handle
  }

  private mutating func scanURI(
    _ name: String, isPrefix: Bool, _ start: TextPosition
  ) throws(ReadingAbort) -> String {
    var text: [UInt8] = []
    while true {
      let byte = peek()
      let isAllowed =
        isWord(byte) || ";/?:@&=+$.!~*'()%".utf8.contains(byte)
        || (isPrefix && ",[]".utf8.contains(byte))
      guard byte != 0, isAllowed else { break }
      if byte == UInt8(ascii: "%") {
        text += try scanURIEscapes(name, start)
      } else {
        text.append(byte)
        forward()
      }
    }
    if text.isEmpty {
      throw .yaml(
        .syntax, context: "while scanning a \(name)", start, "expected URI, but found \(shown())",
        mark)
    }
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func scanURIEscapes(
    _ name: String, _ start: TextPosition
  ) throws(ReadingAbort) -> [UInt8] {
    let first = mark
    var text: [UInt8] = []
    while peek() == UInt8(ascii: "%") {
      forward()
      guard let byte = escapedByte() else {
        throw .yaml(
          .syntax, context: "while scanning a \(name)", start,
          "expected URI escape sequence of 2 hexadecimal numbers, but found \(shown()) and "
            + shown(1), mark)
      }
      text.append(byte)
      forward(2)
    }
    if let fault = JavaUTF8.firstMalformed(in: text) {
      throw .yaml(
        .syntax, context: "while scanning a \(name)", start,
        "expected URI in UTF-8: Input length = \(fault.length)", first)
    }
    return text
  }

  /// Two digits, or one behind a sign: `Integer.parseInt(…, 16)`.
  private func escapedByte() -> UInt8? {
    let text = characters(2)
    guard let value = Int32(text, radix: 16) else { return nil }
    return UInt8(truncatingIfNeeded: value)
  }

  // MARK: Directives

  mutating func scanDirective() throws(ReadingAbort) -> EngineToken {
    let start = mark
    forward()
    let name = try scanDirectiveName(start)
    let directive: EngineToken.Directive
    switch name {
    case "YAML":
      while peek() == 0x20 { forward() }
      let major = try scanNumber(start)
      if peek() != UInt8(ascii: ".") {
        throw directiveError(start, "expected a digit or '.', but found \(shown())")
      }
      forward()
      let minor = try scanNumber(start)
      if !Self.isBlankNotTab(peek()) {
        throw directiveError(start, "expected a digit or ' ', but found \(shown())")
      }
      directive = .yaml(major: major, minor: minor)
    case "TAG":
      while peek() == 0x20 { forward() }
      let handle = try scanHandle("directive", start)
      if peek() != 0x20 { throw directiveError(start, "expected ' ', but found \(shown())") }
      while peek() == 0x20 { forward() }
      let prefix = try scanURI("directive", isPrefix: true, start)
      if !Self.isBlankNotTab(peek()) {
        throw directiveError(start, "expected ' ', but found \(shown())")
      }
      directive = .tag(handle: handle, prefix: prefix)
    default:
      skipLine()
      directive = .other
    }
    let end = mark
    while peek() == 0x20 { forward() }
    if peek() == UInt8(ascii: "#") { skipLine() }
    let shown = shown()
    if scanLineBreak() == nil && peek() != 0 {
      throw directiveError(start, "expected a comment or a line break, but found \(shown)")
    }
    var token = EngineToken(.directive, start, end)
    token.directive = directive
    return token
  }

  private func directiveError(_ start: TextPosition, _ problem: String) -> ReadingAbort {
    .yaml(.syntax, context: "while scanning a directive", start, problem, mark)
  }

  private mutating func scanDirectiveName(_ start: TextPosition) throws(ReadingAbort) -> String {
    let first = offset
    while isWord(peek()) { forward() }
    if offset == first || !Self.isBlankNotTab(peek()) {
      throw directiveError(
        start, "expected alphabetic or numeric character, but found \(shown())")
    }
    return String(decoding: bytes[first..<offset], as: UTF8.self)
  }

  private mutating func scanNumber(_ start: TextPosition) throws(ReadingAbort) -> Int {
    guard digit() != nil else {
      throw directiveError(start, "expected a digit, but found \(shown())")
    }
    let first = offset
    var number = 0
    while let next = digit() {
      number = min(number * 10 + next, Int(Int32.max) + 1)
      forward()
    }
    if number > Int(Int32.max) {
      let digits = String(decoding: bytes[first..<offset], as: UTF8.self)
      throw ReadingAbort(.syntax, "For input string: \"\(digits)\"", at: mark)
    }
    return number
  }
}
