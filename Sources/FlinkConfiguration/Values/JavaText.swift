/// A `java.lang.String`: UTF-16 units, and the few operations with which Flink reads values.
///
/// Java and Swift differ in all of them: `trim` takes away everything up to U+0020 and nothing
/// else, `Integer.parseInt` takes the digits of every script, lengths are UTF-16 units.
struct JavaText: Sendable, Hashable {
  var units: [UInt16]

  init(_ text: some StringProtocol) {
    units = Array(text.utf16)
  }

  init(_ units: some Sequence<UInt16>) {
    self.units = Array(units)
  }

  var string: String {
    // Decoding UTF-16 is many times dearer than copying bytes, and nearly every value is ASCII.
    isASCII
      ? String(decoding: units.map { UInt8(truncatingIfNeeded: $0) }, as: UTF8.self)
      : String(decoding: units, as: UTF16.self)
  }

  private var isASCII: Bool { units.allSatisfy { $0 < 0x80 } }

  /// The number of blanks at the start that `trim` takes away.
  var leadingBlanks: Int { units.prefix { $0 <= 0x20 }.count }

  /// `String.trim`.
  var trimmed: JavaText {
    let start = leadingBlanks
    guard start < units.count else { return JavaText([]) }
    let end = units.lastIndex { $0 > 0x20 } ?? start
    return JavaText(units[start...end])
  }

  /// `String.toLowerCase(Locale.US)`, but for the final sigma.
  var lowercased: JavaText {
    if isASCII { return JavaText(units.map { 0x41...0x5A ~= $0 ? $0 | 0x20 : $0 }) }
    return JavaText(string.unicodeScalars.reduce(into: "") { $0 += $1.properties.lowercaseMapping })
  }

  /// `String.toUpperCase(Locale.ROOT)`.
  var uppercased: JavaText {
    JavaText(string.unicodeScalars.reduce(into: "") { $0 += $1.properties.uppercaseMapping })
  }

  /// `String.split(",")` with a single plain character: empty ends are dropped, an empty text stays one part.
  func split(on separator: UInt16) -> [(text: JavaText, offset: Int)] {
    var parts: [(text: JavaText, offset: Int)] = []
    var start = 0
    for (at, unit) in units.enumerated() where unit == separator {
      parts.append((JavaText(units[start..<at]), start))
      start = at + 1
    }
    if start == 0 { return [(self, 0)] }
    parts.append((JavaText(units[start...]), start))
    while let last = parts.last, last.text.units.isEmpty { parts.removeLast() }
    return parts
  }

  /// The digits `0` to `9` at the start.
  var leadingDigits: Int { units.prefix { Self.zero...Self.nine ~= $0 }.count }

  /// How many Unicode scalars stand before a UTF-16 unit.
  func scalars(before unit: Int) -> Int {
    units.prefix(unit).count { !UTF16.isTrailSurrogate($0) }
  }

  static let zero: UInt16 = 0x30
  static let nine: UInt16 = 0x39

  /// `Character.isWhitespace`: Java's own list, with no no-break spaces in it.
  static func isWhitespace(_ unit: UInt16) -> Bool {
    switch unit {
    case 0x09...0x0D, 0x1C...0x20, 0x1680, 0x2000...0x2006, 0x2008...0x200A, 0x2028, 0x2029,
      0x205F, 0x3000:
      true
    default: false
    }
  }

  /// `Character.digit(unit, 10)`: every decimal digit of the basic plane, of whatever script.
  static func digit(_ unit: UInt16) -> Int? {
    if zero...nine ~= unit { return Int(unit - zero) }
    guard unit > 0x7F, let scalar = Unicode.Scalar(unit),
      scalar.properties.generalCategory == .decimalNumber,
      let value = scalar.properties.numericValue
    else { return nil }
    return Int(value)
  }
}

extension UTF16 {
  fileprivate static func isTrailSurrogate(_ unit: UInt16) -> Bool { 0xDC00...0xDFFF ~= unit }
}
