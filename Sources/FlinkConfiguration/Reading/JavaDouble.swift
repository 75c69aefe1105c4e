/// Java's `Double.toString`, with the names that YAML has for what is not finite.
///
/// Java up to 18 prints some numbers with more digits than they need (`2e23` is
/// `1.9999999999999998E23`); Flink runs on 8, 11 and 17, so these are the digits here
/// (`jdk.internal.math.FloatingDecimal`).
enum JavaDouble {
  static func text(of number: Double) -> String {
    if number.isNaN { return ".nan" }
    if number.isInfinite { return number < 0 ? "-.inf" : ".inf" }
    let sign = number.sign == .minus ? "-" : ""
    if number == 0 { return sign + "0.0" }
    let (digits, point) = JavaDigits.digits(of: number.magnitude)
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
    guard let last = bytes.last, last != UInt8(ascii: "n"), last != UInt8(ascii: "y"),
      !bytes.contains(UInt8(ascii: "i")), bytes.first.map({ $0 > 0x20 }) == true
    else { return nil }
    return Double(String(decoding: bytes, as: UTF8.self))
  }
}
