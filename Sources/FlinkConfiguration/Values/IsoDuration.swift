/// `java.time.Duration.parse`: `P1DT2H3M4.5S`, each number with its own sign, in any case.
///
/// Java's pattern: `([-+]?)P(?:([-+]?[0-9]+)D)?(T(?:([-+]?[0-9]+)H)?(?:([-+]?[0-9]+)M)?(?:([-+]?[0-9]+)(?:[.,]([0-9]{0,9}))?S)?)?`.
enum IsoDuration {
  /// Nil where Java throws, an overflow included.
  static func parse(_ text: JavaText) -> JavaDuration? {
    var scanner = Scanner(rest: text.units[...])
    let negative = scanner.take(0x2D)
    if !negative { _ = scanner.take(0x2B) }
    guard scanner.takeLetter("P") else { return nil }
    var parts: [Part] = []
    if let days = scanner.number(endingWith: "D") { parts.append(days) }
    let upperT = scanner.rest.first == 0x54
    if scanner.takeLetter("T") {
      let before = parts.count
      for letter in ["H", "M"] as [Unicode.Scalar] {
        if let part = scanner.number(endingWith: letter) { parts.append(part) }
      }
      if let part = scanner.seconds() { parts.append(part) }
      if upperT, parts.count == before { return nil }
    }
    guard scanner.rest.isEmpty, !parts.isEmpty else { return nil }
    return sum(parts, negated: negative)
  }

  private static func sum(_ parts: [Part], negated: Bool) -> JavaDuration? {
    var numbers: [Int64] = []
    var nanoseconds: Int64 = 0
    for part in parts {
      guard let value = Int64(part.digits) else { return nil }
      let (seconds, over) = value.multipliedReportingOverflow(by: part.unit)
      if over { return nil }
      numbers.append(seconds)
      nanoseconds = part.nanoseconds
    }
    // Java adds from the right.
    var seconds: Int64 = 0
    for number in numbers.reversed() {
      let (sum, over) = number.addingReportingOverflow(seconds)
      if over { return nil }
      seconds = sum
    }
    guard let duration = JavaDuration(seconds: seconds, adjustment: nanoseconds) else { return nil }
    return negated ? duration.negated : duration
  }

  /// One number of the text, in seconds of `unit`.
  private struct Part {
    var digits: String
    var unit: Int64
    var nanoseconds: Int64 = 0
  }

  private struct Scanner {
    var rest: ArraySlice<UInt16>

    mutating func take(_ unit: UInt16) -> Bool {
      guard rest.first == unit else { return false }
      rest = rest.dropFirst()
      return true
    }

    mutating func takeLetter(_ letter: Unicode.Scalar) -> Bool {
      let upper = UInt16(truncatingIfNeeded: letter.value)
      return take(upper) || take(upper | 0x20)
    }

    private mutating func signedDigits() -> String? {
      var text = ""
      if take(0x2D) { text = "-" } else { _ = take(0x2B) }
      let digits = rest.prefix { 0x30...0x39 ~= $0 }
      guard !digits.isEmpty else { return nil }
      rest = rest.dropFirst(digits.count)
      return text + String(decoding: digits, as: UTF16.self)
    }

    /// Nil, and nothing taken, if the next number has another letter.
    mutating func number(endingWith letter: Unicode.Scalar) -> Part? {
      let start = rest
      let unit: Int64 = letter == "D" ? 86_400 : letter == "H" ? 3600 : 60
      guard let digits = signedDigits(), takeLetter(letter) else {
        rest = start
        return nil
      }
      return Part(digits: digits, unit: unit)
    }

    mutating func seconds() -> Part? {
      let start = rest
      guard let digits = signedDigits() else {
        rest = start
        return nil
      }
      var part = Part(digits: digits, unit: 1)
      if take(0x2E) || take(0x2C) {
        let fraction = rest.prefix { 0x30...0x39 ~= $0 }.prefix(9)
        rest = rest.dropFirst(fraction.count)
        let padded =
          String(decoding: fraction, as: UTF16.self)
          + String(repeating: "0", count: 9 - fraction.count)
        part.nanoseconds = (Int64(padded) ?? 0) * (digits.hasPrefix("-") ? -1 : 1)
      }
      guard takeLetter("S") else {
        rest = start
        return nil
      }
      return part
    }
  }
}

extension JavaDuration {
  /// Nil where it overflows.
  fileprivate var negated: JavaDuration? {
    let (minus, over) = Int64(0).subtractingReportingOverflow(seconds)
    if over {
      // -2^63 s with a fraction is still in range on the other side.
      return nanoseconds == 0
        ? nil : JavaDuration(seconds: .max, nanoseconds: 1_000_000_000 - nanoseconds)
    }
    return JavaDuration(seconds: minus, adjustment: -Int64(nanoseconds))
  }
}
