/// The value of one HOCON setting: unquoted text, numbers and quoted strings, put together.
///
/// Flink pastes the text of `akka.framesize` into `… {maximum-frame-size = TEXT}}}` and has it
/// parsed; a comment in it swallows the braces, and most punctuation is reserved.
struct HoconValue {
  var text: String

  /// The whole text as one scalar.
  static func scalar(_ text: String) throws(ValueError) -> HoconValue {
    var scanner = Scanner(rest: JavaText(text).units[...])
    return HoconValue(text: try scanner.scalar())
  }

  /// Java's white space, the no-break ones and the byte-order mark (`ConfigImplUtil.isWhitespace`).
  static func isWhitespace(_ unit: UInt16) -> Bool {
    switch unit {
    case 0xA0, 0x2007, 0x202F, 0xFEFF: true
    default: JavaText.isWhitespace(unit)
    }
  }

  /// `ConfigImplUtil.unicodeTrim`.
  static func trim(_ text: JavaText) -> JavaText {
    let start = text.units.firstIndex { !isWhitespace($0) } ?? text.units.count
    let end = text.units.lastIndex { !isWhitespace($0) } ?? start
    return start < text.units.count ? JavaText(text.units[start...end]) : JavaText([])
  }

  private struct Scanner {
    var rest: ArraySlice<UInt16>
    let reserved = Set("$\"{}[]:=,+#`^?!@*&\\".utf16)
    let numbers = Set("0123456789eE+-.".utf16)

    mutating func scalar() throws(ValueError) -> String {
      var parts: [UInt16] = []
      var blanks: [UInt16] = []
      var some = false
      while let unit = rest.first {
        if unit == 0x0A {
          if some { break }
          rest = rest.dropFirst()
        } else if isWhitespace(unit) {
          if some { blanks.append(unit) }
          rest = rest.dropFirst()
        } else if unit == 0x2C, some {
          break
        } else {
          parts += blanks
          blanks = []
          parts += unit == 0x22 ? try quoted() : try unquoted()
          some = true
        }
      }
      guard some else {
        throw ValueError("Parse", "Expecting a value but got wrong token: '}'")
      }
      try end()
      return String(decoding: parts, as: UTF16.self)
    }

    /// Behind the value: blanks, and at most one comma among them.
    private mutating func end() throws(ValueError) {
      var comma = false
      for unit in rest {
        if unit == 0x2C, !comma {
          comma = true
        } else if !isWhitespace(unit) {
          throw reserved(unit)
        }
      }
    }

    private mutating func unquoted() throws(ValueError) -> [UInt16] {
      guard let first = rest.first else { return [] }
      if 0x30...0x39 ~= first || first == 0x2D {
        let number = Array(rest.prefix { numbers.contains($0) })
        rest = rest.dropFirst(number.count)
        if isNumber(number) { return number }
        if number.contains(0x2B) { throw reserved(0x2B) }
        return number
      }
      var part: [UInt16] = []
      while let unit = rest.first, !isWhitespace(unit), !reserved.contains(unit) {
        if unit == 0x2F, rest.dropFirst().first == 0x2F { break }
        part.append(unit)
        rest = rest.dropFirst()
      }
      if part.isEmpty { throw reserved(first) }
      return part
    }

    private func isNumber(_ units: [UInt16]) -> Bool {
      let text = JavaText(units)
      if units.contains(where: { $0 == 0x2E || $0 == 0x65 || $0 == 0x45 }) {
        return (try? JavaNumber.double(text.string)) != nil
      }
      return (try? JavaNumber.long(text.string)) != nil
    }

    private mutating func quoted() throws(ValueError) -> [UInt16] {
      rest = rest.dropFirst()
      var part: [UInt16] = []
      while let unit = rest.first {
        rest = rest.dropFirst()
        switch unit {
        case 0x22: return part
        case 0x5C: part.append(try escape())
        case 0..<0x20: throw reserved(unit)
        default: part.append(unit)
        }
      }
      throw ValueError("Parse", "End of input but string quote was still open")
    }

    private mutating func escape() throws(ValueError) -> UInt16 {
      let escapes: [Unicode.Scalar: UInt16] = [
        "\"": 0x22, "\\": 0x5C, "/": 0x2F, "b": 0x08, "f": 0x0C, "n": 0x0A, "r": 0x0D, "t": 0x09,
      ]
      guard let unit = rest.first else {
        throw ValueError("Parse", "End of input but backslash in string had nothing after it")
      }
      rest = rest.dropFirst()
      if unit == 0x75,
        let code = UInt16(String(decoding: rest.prefix(4), as: UTF16.self), radix: 16)
      {
        rest = rest.dropFirst(4)
        return code
      }
      guard let scalar = Unicode.Scalar(unit), let escaped = escapes[scalar] else {
        throw reserved(unit)
      }
      return escaped
    }

    private func reserved(_ unit: UInt16) -> ValueError {
      let character = JavaText([unit]).string
      return ValueError(
        "Parse",
        "Reserved character '\(character)' is not allowed outside quotes (if you intended '\(character)' to be part of a key or string value, enclose the value in double quotes)"
      )
    }
  }
}
