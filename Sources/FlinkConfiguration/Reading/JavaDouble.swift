/// Java's `Double.toString`, with the names that YAML has for what is not finite.
enum JavaDouble {
  static func text(of number: Double) -> String {
    if number.isNaN { return ".nan" }
    if number.isInfinite { return number < 0 ? "-.inf" : ".inf" }
    let sign = number.sign == .minus ? "-" : ""
    if number == 0 { return sign + "0.0" }
    let (digits, point) = shortest(number.magnitude)
    if point > -3 && point <= 7 {
      if point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + digits }
      if digits.utf8.count <= point {
        return sign + digits + String(repeating: "0", count: point - digits.utf8.count) + ".0"
      }
      return sign + digits.prefix(point) + "." + digits.dropFirst(point)
    }
    let rest = digits.dropFirst()
    return sign + digits.prefix(1) + "." + (rest.isEmpty ? "0" : String(rest)) + "E\(point - 1)"
  }

  /// The fewest digits that tell the number from its neighbours, and where the point stands:
  /// `0.DIGITS × 10^point`.
  private static func shortest(_ number: Double) -> (digits: String, point: Int) {
    let parts = number.description.split(separator: "e", maxSplits: 1)
    let exponent = parts.count == 2 ? Int(parts[1]) ?? 0 : 0
    let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    let whole = mantissa[0]
    let all = whole + (mantissa.count == 2 ? mantissa[1] : "")
    let leading = all.prefix { $0 == "0" }.count
    var digits = all.dropFirst(leading)
    while digits.last == "0" { digits.removeLast() }
    return (String(digits), whole.count + exponent - leading)
  }
}

extension JavaDouble {
  /// `Double.valueOf` of a text in lower case: decimal or hexadecimal, with blanks around and an
  /// optional `d` or `f` behind.
  static func parse(_ text: String) -> Double? {
    var bytes = Array(text.utf8)[...]
    while let first = bytes.first, first <= 0x20 { bytes = bytes.dropFirst() }
    while let last = bytes.last, last <= 0x20 { bytes = bytes.dropLast() }
    let isHexadecimal = bytes.contains(UInt8(ascii: "x"))
    if isHexadecimal && !bytes.contains(UInt8(ascii: "p")) { return nil }
    if let last = bytes.last, last == UInt8(ascii: "d") || last == UInt8(ascii: "f") {
      bytes = bytes.dropLast()
    }
    // "inf" and "nan" are numbers for Swift alone, and Java's own names for them have capitals.
    guard let first = bytes.last, first != UInt8(ascii: "n"), first != UInt8(ascii: "y"),
      !bytes.elementsEqual("inf".utf8), !bytes.contains(UInt8(ascii: "i"))
    else { return nil }
    return Double(String(decoding: bytes, as: UTF8.self))
  }
}
