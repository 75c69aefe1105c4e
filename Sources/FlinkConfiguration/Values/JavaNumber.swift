/// The numbers as `Integer.parseInt`, `Long.parseLong`, `Float.parseFloat` and `Double.parseDouble` take them.
package enum JavaNumber {
  /// `Integer.parseInt`: no blanks, an optional sign, digits of any script.
  package static func int(_ text: String) throws(ValueError) -> Int32 {
    try integer(JavaText(text))
  }

  /// `Long.parseLong`.
  package static func long(_ text: String) throws(ValueError) -> Int64 {
    try integer(JavaText(text))
  }

  /// Both of them; what does not fit gets the same sentence as what is no number.
  static func integer<I: FixedWidthInteger & SignedInteger>(_ text: JavaText) throws(ValueError)
    -> I
  {
    var digits = text.units[...]
    let negative = digits.first == 0x2D
    if negative || digits.first == 0x2B { digits = digits.dropFirst() }
    guard !digits.isEmpty else { throw .inputString(text.string) }
    var value: I = 0
    for unit in digits {
      guard let digit = JavaText.digit(unit) else {
        throw .inputString(text.string, at: digitOffset(text))
      }
      let (tens, over) = value.multipliedReportingOverflow(by: 10)
      let (sum, under) = tens.subtractingReportingOverflow(I(digit))
      guard !over, !under else { throw .inputString(text.string) }
      value = sum
    }
    if negative { return value }
    guard value != I.min else { throw .inputString(text.string) }
    return -value
  }

  /// Where the first unit that is no digit stands.
  private static func digitOffset(_ text: JavaText) -> Int? {
    for (at, unit) in text.units.enumerated() {
      if at == 0, unit == 0x2D || unit == 0x2B { continue }
      if JavaText.digit(unit) == nil { return text.scalars(before: at) }
    }
    return nil
  }

  /// `Double.parseDouble`: trimmed, `NaN`, `Infinity`, hexadecimal, and a trailing `d` or `f`.
  package static func double(_ text: String) throws(ValueError) -> Double {
    try floating(text)
  }

  /// `Float.parseFloat`, rounded once from the decimal text.
  package static func float(_ text: String) throws(ValueError) -> Float {
    try floating(text)
  }

  private static func floating<F: BinaryFloatingPoint & LosslessStringConvertible>(
    _ text: String
  ) throws(ValueError) -> F {
    let trimmed = JavaText(text).trimmed
    guard !trimmed.units.isEmpty else { throw .number("empty String") }
    switch FloatingText(trimmed) {
    case .twoPoints?: throw .number("multiple points")
    case nil: throw .inputString(trimmed.string)
    case .nan?: return .nan
    case .infinite(let negative)?: return negative ? -.infinity : .infinity
    case .plain(let plain)?: return F(plain) ?? .nan
    }
  }
}

/// A floating point literal of Java, without what Swift does not know.
private enum FloatingText {
  case nan
  case infinite(negative: Bool)
  case plain(String)
  /// An error that Java has a sentence of its own for.
  case twoPoints

  /// Nil where Java throws.
  init?(_ text: JavaText) {
    var rest = text.units[...]
    let negative = rest.first == 0x2D
    if negative || rest.first == 0x2B { rest = rest.dropFirst() }
    if rest.elementsEqual("NaN".utf16) {
      self = .nan
      return
    }
    if rest.elementsEqual("Infinity".utf16) {
      self = .infinite(negative: negative)
      return
    }
    let prefix = rest.prefix(2)
    let hexadecimal = prefix.elementsEqual("0x".utf16) || prefix.elementsEqual("0X".utf16)
    if hexadecimal { rest = rest.dropFirst(2) }
    let isDigit = { (unit: UInt16) in hexadecimal ? Self.isHexDigit(unit) : Self.isDigit(unit) }
    let whole = rest.prefix(while: isDigit)
    rest = rest.dropFirst(whole.count)
    var fraction: ArraySlice<UInt16> = []
    if rest.first == 0x2E {
      rest = rest.dropFirst()
      fraction = rest.prefix(while: isDigit)
      rest = rest.dropFirst(fraction.count)
      if rest.first == 0x2E, !hexadecimal {
        self = .twoPoints
        return
      }
    }
    guard !(whole.isEmpty && fraction.isEmpty) else { return nil }
    var exponent: [UInt16] = []
    let marks: [UInt16] = hexadecimal ? [0x70, 0x50] : [0x65, 0x45]
    if let mark = rest.first, marks.contains(mark) {
      rest = rest.dropFirst()
      if let sign = rest.first, sign == 0x2D || sign == 0x2B {
        exponent.append(sign)
        rest = rest.dropFirst()
      }
      let digits = rest.prefix(while: Self.isDigit)
      guard !digits.isEmpty else { return nil }
      exponent += digits
      rest = rest.dropFirst(digits.count)
    } else if hexadecimal {
      return nil
    }
    if let suffix = rest.first, [0x64, 0x44, 0x66, 0x46].contains(suffix) {
      rest = rest.dropFirst()
    }
    guard rest.isEmpty else { return nil }
    self = .plain(
      Self.plain(
        negative: negative, hexadecimal: hexadecimal, whole: whole, fraction: fraction,
        exponent: exponent))
  }

  private static func plain(
    negative: Bool, hexadecimal: Bool, whole: ArraySlice<UInt16>, fraction: ArraySlice<UInt16>,
    exponent: [UInt16]
  ) -> String {
    var plain = negative ? "-" : ""
    plain += hexadecimal ? "0x" : ""
    plain += whole.isEmpty ? "0" : String(decoding: whole, as: UTF16.self)
    if !fraction.isEmpty { plain += "." + String(decoding: fraction, as: UTF16.self) }
    if !exponent.isEmpty {
      plain += (hexadecimal ? "p" : "e") + String(decoding: exponent, as: UTF16.self)
    }
    return plain
  }

  private static func isDigit(_ unit: UInt16) -> Bool { 0x30...0x39 ~= unit }

  private static func isHexDigit(_ unit: UInt16) -> Bool {
    isDigit(unit) || 0x41...0x46 ~= unit || 0x61...0x66 ~= unit
  }
}
