/// Integers as snakeyaml-engine builds them: by the length of the text first, then by its value.
///
/// That is why `00000000005` is a Long and `00000000000000000005` a BigInteger
/// (`ConstructYamlCoreInt.createNumber`).
enum JavaInteger {
  static func construct(_ text: String) -> ConfigurationValue? {
    var digits = Array(inASCII(text).utf8)[...]
    var negative = false
    if digits.first == UInt8(ascii: "-") {
      negative = true
      digits = digits.dropFirst()
    } else if digits.first == UInt8(ascii: "+") {
      digits = digits.dropFirst()
    }
    if digits.elementsEqual("0".utf8) { return .integer(0) }
    var radix = 10
    if digits.starts(with: "0x".utf8) {
      radix = 16
      digits = digits.dropFirst(2)
    } else if digits.starts(with: "0o".utf8) {
      radix = 8
      digits = digits.dropFirst(2)
    }
    return number(Array(digits), radix: radix, negative: negative)
  }

  /// Java takes the decimal digits of every script; only a tag brings them here.
  private static func inASCII(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar.properties.generalCategory == .decimalNumber,
        let value = scalar.properties.numericValue,
        let digit = Unicode.Scalar(UInt32(0x30) + UInt32(value))
      {
        result.append(digit)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// The digits of the greatest Integer and Long.
  private static func limits(_ radix: Int) -> (int: Int, long: Int) {
    switch radix {
    case 8: (11, 21)
    case 16: (8, 16)
    default: (10, 19)
    }
  }

  private static func number(
    _ digits: [UInt8], radix: Int, negative: Bool
  ) -> ConfigurationValue? {
    // A sign may stand behind the prefix, as in `+-5`; two signs in a row are no number.
    var text = digits[...]
    var sign = negative
    if let first = text.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
      if negative { return nil }
      sign = first == UInt8(ascii: "-")
      text = text.dropFirst()
    }
    guard !text.isEmpty, text.allSatisfy({ digit($0, radix) != nil }) else { return nil }
    let limit = limits(radix)
    if digits.count <= limit.long, let value = parse(text, radix, negative: sign) {
      if digits.count <= limit.int, let small = Int32(exactly: value) { return .integer(small) }
      return .long(value)
    }
    return .bigInteger(decimal(text, radix, negative: sign))
  }

  private static func parse(_ digits: ArraySlice<UInt8>, _ radix: Int, negative: Bool) -> Int64? {
    var value: Int64 = 0
    for byte in digits {
      guard let digit = digit(byte, radix) else { return nil }
      let (scaled, overflow) = value.multipliedReportingOverflow(by: Int64(radix))
      if overflow { return nil }
      let (next, carry) =
        negative
        ? scaled.subtractingReportingOverflow(Int64(digit))
        : scaled.addingReportingOverflow(Int64(digit))
      if carry { return nil }
      value = next
    }
    return value
  }

  private static func digit(_ byte: UInt8, _ radix: Int) -> Int? {
    let value: Int
    switch byte {
    case 0x30...0x39: value = Int(byte) - 0x30
    case 0x61...0x66: value = Int(byte) - 0x61 + 10
    case 0x41...0x46: value = Int(byte) - 0x41 + 10
    default: return nil
    }
    return value < radix ? value : nil
  }

  /// Longer numbers of another base keep their spelling: turning them takes time that grows with
  /// the square, and nobody writes them.
  private static let longestConversion = 4096

  /// A number of any length in decimal.
  private static func decimal(
    _ digits: ArraySlice<UInt8>, _ radix: Int, negative: Bool
  ) -> String {
    let kept = digits.drop { $0 == UInt8(ascii: "0") }
    if kept.isEmpty { return "0" }
    let sign = negative ? "-" : ""
    if radix == 10 || kept.count > longestConversion {
      return sign + String(decoding: kept, as: UTF8.self)
    }
    let base: UInt64 = 1_000_000_000
    var limbs: [UInt64] = [0]
    for byte in kept {
      var carry = UInt64(digit(byte, radix) ?? 0)
      for index in limbs.indices {
        let value = limbs[index] * UInt64(radix) + carry
        limbs[index] = value % base
        carry = value / base
      }
      if carry > 0 { limbs.append(carry) }
    }
    let groups = limbs.reversed().enumerated().map { index, limb in
      let text = String(limb)
      return index == 0 ? text : String(repeating: "0", count: 9 - text.utf8.count) + text
    }
    return sign + groups.joined()
  }
}
