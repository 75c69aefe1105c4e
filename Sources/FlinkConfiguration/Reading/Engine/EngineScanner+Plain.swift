/// Plain scalars.
extension EngineScanner {
  /// What stands between two chunks of a plain scalar.
  private enum Spaces {
    case none
    case blanks(Range<Int>)
    case text([UInt8])
  }

  mutating func scanPlain() throws(ReadingAbort) -> EngineToken {
    let start = mark
    var end = start
    let plainIndent = indent + 1
    var chunks: [UInt8] = []
    var single: Range<Int>?
    var spaces = Spaces.none
    while peek() != UInt8(ascii: "#") {
      let (length, continuations) = plainChunk()
      if length == 0 { break }
      allowsSimpleKey = false
      let chunk = offset..<(offset + length)
      switch spaces {
      case .none where single == nil:
        single = chunk
      default:
        if let first = single, chunks.isEmpty { chunks += bytes[first] }
        switch spaces {
        case .none: break
        case .blanks(let range): chunks += bytes[range]
        case .text(let text): chunks += text
        }
        chunks += bytes[chunk]
      }
      advance(length, continuations: continuations)
      end = mark
      spaces = scanPlainSpaces()
      if case .none = spaces { break }
      if peek() == UInt8(ascii: "#") || (flowLevel == 0 && column < plainIndent) { break }
    }
    var token = EngineToken(.scalar, start, end)
    if chunks.isEmpty {
      if let single { token.text = String(decoding: bytes[single], as: UTF8.self) }
    } else {
      token.text = String(decoding: chunks, as: UTF8.self)
    }
    return token
  }

  /// The bytes of a plain scalar up to a blank, a break or an indicator.
  private func plainChunk() -> (length: Int, continuations: Int) {
    var at = offset
    var continuations = 0
    let end = bytes.count
    while at < end {
      let byte = bytes[at]
      if byte <= 0x20 {
        if Self.isBlankOrBreak(byte) { break }
      } else if byte == UInt8(ascii: ":") {
        let next = at + 1 < end ? bytes[at + 1] : 0
        if Self.isBlankOrBreak(next) || (flowLevel != 0 && Self.isFlowIndicator(next)) { break }
      } else if flowLevel != 0 && Self.isFlowIndicator(byte) {
        break
      } else if byte & 0xC0 == 0x80 {
        continuations += 1
      }
      at += 1
    }
    return (at - offset, continuations)
  }

  static func isFlowIndicator(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
      UInt8(ascii: "}"):
      true
    default: false
    }
  }

  private mutating func scanPlainSpaces() -> Spaces {
    let start = offset
    while peek() == 0x20 || peek() == 0x09 { advance(1, continuations: 0) }
    let blanks = start..<offset
    guard let lineBreak = scanLineBreak() else {
      return blanks.isEmpty ? .none : .blanks(blanks)
    }
    allowsSimpleKey = true
    if endsPlain() { return .none }
    var breaks: [UInt8] = []
    while true {
      if peek() == 0x20 {
        forward()
      } else if let next = scanLineBreak() {
        breaks += Array(String(Character(next)).utf8)
        if endsPlain() { return .none }
      } else {
        break
      }
    }
    if lineBreak != "\n" { return .text(Array(String(Character(lineBreak)).utf8) + breaks) }
    return .text(breaks.isEmpty ? [0x20] : breaks)
  }

  /// A document marker ends a plain scalar, `---` even with text behind it.
  private func endsPlain() -> Bool {
    startsWith(UInt8(ascii: "-"))
      || (startsWith(UInt8(ascii: ".")) && Self.isBlankOrBreak(peek(3)))
  }
}
