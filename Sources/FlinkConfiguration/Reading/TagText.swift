/// How a tag is written in a message: everything unusual percent-encoded (`UriEncoder.encode`).
enum TagText {
  static func escaped(_ tag: String) -> String {
    var result: [UInt8] = []
    for byte in tag.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: result.append(byte)
      case _ where "-_.!~*'()@:$&,;=[]/".utf8.contains(byte): result.append(byte)
      default:
        result.append(UInt8(ascii: "%"))
        result += Array((byte < 16 ? "0" : "").utf8)
        result += Array(String(byte, radix: 16, uppercase: true).utf8)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}

/// Base64 as `java.util.Base64.getDecoder` takes it, blanks left out first.
enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func decode(_ text: String) -> [UInt8]? {
    var result: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    var digits = text.utf8.filter { $0 != 0x20 && !($0 >= 0x09 && $0 <= 0x0D) }[...]
    var padding = 0
    while digits.last == UInt8(ascii: "="), padding < 2 {
      digits = digits.dropLast()
      padding += 1
    }
    if digits.count % 4 == 1 || (padding > 0 && (digits.count + padding) % 4 != 0) { return nil }
    for digit in digits {
      guard let value = alphabet.firstIndex(of: digit) else { return nil }
      bits = bits << 6 | UInt32(value)
      count += 6
      if count >= 8 {
        count -= 8
        result.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    return result
  }

  static func encode(_ bytes: [UInt8]) -> String {
    var result: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      var bits: UInt32 = 0
      for index in 0..<3 {
        bits = bits << 8 | (index < group.count ? UInt32(group[start + index]) : 0)
      }
      for index in 0..<4 {
        result.append(
          index <= group.count
            ? alphabet[Int(bits >> UInt32(18 - 6 * index) & 63)] : UInt8(ascii: "="))
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
