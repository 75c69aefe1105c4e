/// Whether libyaml 0.2.5 and snakeyaml-engine 2.6 read a file alike.
///
/// They differ on tabs, on flow collections (`[a:]`, `[?x]`), on the names of anchors, on tags,
/// directives and block scalars, on escapes, on lone carriage returns and on the line breaks of
/// Unicode. Comments may hold anything.
enum CommonGround {
  /// Beyond it the engine counts characters.
  private static let maxLength = 1 << 20
  /// Near the length of a simple key the two count differently.
  private static let maxLine = 1000

  static func holds(_ text: SourceText) -> Bool {
    guard text.firstMalformed == nil, text.bytes.count <= maxLength else { return false }
    return text.bytes.withUnsafeBufferPointer { bytes in
      var start = 0
      while start < bytes.count {
        guard let next = checkLine(bytes, start) else { return false }
        start = next
      }
      return true
    }
  }

  /// The start of the line after this one; nil when something stands on it that is read differently.
  private static func checkLine(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
    var at = start
    while at < bytes.count && bytes[at] == 0x20 { at += 1 }
    let isComment = at < bytes.count && bytes[at] == UInt8(ascii: "#")
    if at == start && startsWithMarker(bytes, start) { return nil }
    while at < bytes.count {
      let byte = bytes[at]
      if byte == 0x0A { return at - start > maxLine ? nil : at + 1 }
      if byte == 0x0D {
        guard at + 1 < bytes.count, bytes[at + 1] == 0x0A else { return nil }
      } else if byte >= 0x80 {
        if isSpecial(bytes, at) { return nil }
      } else if byte < 0x20 || byte == 0x7F {
        if !(isComment && byte == 0x09) { return nil }
      } else if !isComment && isIndicator[Int(byte)] {
        return nil
      }
      at += 1
    }
    return at - start > maxLine ? nil : at
  }

  private static let isIndicator: [Bool] = (0..<128).map { byte in
    "[]{}&*!%?|>@`\\".utf8.contains(UInt8(byte))
  }

  private static func startsWithMarker(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
    guard at + 2 < bytes.count, bytes[at] == UInt8(ascii: "-") || bytes[at] == UInt8(ascii: ".")
    else { return false }
    return bytes[at + 1] == bytes[at] && bytes[at + 2] == bytes[at]
  }

  /// Control characters, line breaks and marks beyond ASCII.
  private static func isSpecial(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
    let next = at + 1 < bytes.count ? bytes[at + 1] : 0
    switch bytes[at] {
    case 0xC2: return next < 0xA0
    case 0xE2: return next == 0x80 && at + 2 < bytes.count && bytes[at + 2] & 0xFE == 0xA8
    case 0xEF: return next == 0xBB || next == 0xBF
    default: return false
    }
  }
}
