/// UTF-8 as Java's `StreamDecoder` decodes it, down to how many U+FFFD it gives for bytes that are
/// none.
///
/// Java differs from Swift in two places: an encoded surrogate is one U+FFFD and not three, and at
/// the very end of the file everything that is left of a sequence is one (`sun.nio.cs.UTF_8`, 8 to
/// 21). Flink's flat reader takes the platform's charset; it is UTF-8 on every Linux of today.
enum JavaUTF8 {
  /// The offset and the length of the first sequence that is no UTF-8; nil when all is well.
  static func firstMalformed(in bytes: [UInt8]) -> (offset: Int, length: Int)? {
    var at = skipASCII(bytes, from: 0)
    while at < bytes.count {
      let step = decode(bytes, at: at)
      if step.scalar == nil { return (at, step.length) }
      at = skipASCII(bytes, from: at + step.length)
    }
    return nil
  }

  /// The text of a stretch; each malformed sequence becomes one U+FFFD.
  static func text(of bytes: [UInt8], _ range: Range<Int>) -> String {
    var result = String.UnicodeScalarView()
    var at = range.lowerBound
    while at < range.upperBound {
      let step = decode(bytes, at: at)
      result.append(step.scalar ?? "\u{FFFD}")
      at += step.length
    }
    return String(result)
  }

  /// How many characters of the decoded text a stretch has.
  static func scalarCount(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
    var count = 0
    var at = range.lowerBound
    while at < range.upperBound {
      at += bytes[at] < 0x80 ? 1 : decode(bytes, at: at).length
      count += 1
    }
    return count
  }

  /// One character, or how many bytes Java skips for one U+FFFD.
  static func decode(_ bytes: [UInt8], at: Int) -> (scalar: Unicode.Scalar?, length: Int) {
    let lead = bytes[at]
    let left = bytes.count - at
    func next(_ offset: Int) -> UInt8 { bytes[at + offset] }
    func continues(_ offset: Int) -> Bool { next(offset) & 0xC0 == 0x80 }
    switch lead {
    case 0..<0x80:
      return (Unicode.Scalar(lead), 1)
    case 0xC2..<0xE0:
      guard left >= 2, continues(1) else { return (nil, 1) }
      return (Unicode.Scalar(UInt32(lead & 0x1F) << 6 | UInt32(next(1) & 0x3F)), 2)
    case 0xE0..<0xF0:
      if left < 2 { return (nil, 1) }
      if !continues(1) || (lead == 0xE0 && next(1) & 0xE0 == 0x80) { return (nil, 1) }
      if left < 3 { return (nil, left) }
      if !continues(2) { return (nil, 2) }
      let value = UInt32(lead & 0x0F) << 12 | UInt32(next(1) & 0x3F) << 6 | UInt32(next(2) & 0x3F)
      return (Unicode.Scalar(value), 3)
    case 0xF0..<0xF8:
      if left < 2 { return (nil, 1) }
      if !continues(1) || (lead == 0xF0 && next(1) < 0x90) || (lead == 0xF4 && next(1) >= 0x90) {
        return (nil, 1)
      }
      if left < 4 {
        if left == 3 && !continues(2) { return (nil, 2) }
        return (nil, left)
      }
      if lead > 0xF4 { return (nil, 1) }
      if !continues(2) { return (nil, 2) }
      if !continues(3) { return (nil, 3) }
      let high = UInt32(lead & 0x07) << 18 | UInt32(next(1) & 0x3F) << 12
      return (Unicode.Scalar(high | UInt32(next(2) & 0x3F) << 6 | UInt32(next(3) & 0x3F)), 4)
    default:
      return (nil, 1)
    }
  }

  private static func skipASCII(_ bytes: [UInt8], from start: Int) -> Int {
    var at = start
    while at < bytes.count && bytes[at] < 0x80 { at += 1 }
    return at
  }
}

extension UTF8 {
  /// The bytes of one character.
  static func encoded(_ scalar: Unicode.Scalar) -> EncodedScalar {
    encode(scalar) ?? encodedReplacementCharacter
  }
}
