/// A size as the configuration library of Akka and Pekko reads it: `akka.framesize` and `pekko.framesize`.
///
/// Not Flink's `MemorySize`: letters are told apart (`10m`, `10MB`, `10MiB`; `10mb` is an error),
/// `MB` is a million, fractions and exponents are fine.
package enum HoconSize {
  /// The bytes that `Config.getBytes` gives for the text behind `maximum-frame-size = `.
  package static func parse(_ text: String, version: FlinkVersion) throws(ValueError) -> Int64 {
    let value = try HoconValue.scalar(text)
    let bytes = try bytes(of: value, in: text)
    if version >= FlinkVersion(1, 17), bytes < 0 {
      throw .badValue("Attempt to construct memory size with negative number: \(bytes)")
    }
    return bytes
  }

  private static func bytes(of value: HoconValue, in text: String) throws(ValueError) -> Int64 {
    if let whole = try? JavaNumber.long(value.text) { return whole }
    if let number = try? JavaNumber.double(value.text) {
      // Java's cast: not a number is 0, and beyond either end is that end.
      return number.isNaN
        ? 0 : Int64(exactly: number.rounded(.towardZero)) ?? (number < 0 ? .min : .max)
    }
    let all = JavaText(value.text)
    let trimmed = HoconValue.trim(all)
    let letters = trimmed.units.reversed().prefix(while: isLetter).count
    let split = trimmed.units.count - letters
    let unit = JavaText(trimmed.units[split...]).string
    let number = HoconValue.trim(JavaText(trimmed.units[..<split]))
    guard !number.units.isEmpty else {
      throw .badValue("No number in size-in-bytes value '\(value.text)'")
    }
    let at =
      (try? JavaNumber.long(number.string)) == nil && multiplier(unit) != nil
      ? 0 : offset(ofUnit: unit, in: text)
    guard let multiplier = multiplier(unit) else {
      throw .badValue(
        "Could not parse size-in-bytes unit '\(unit)' (try k, K, kB, KiB, kilobytes, kibibytes)",
        at: at)
    }
    guard let decimal = BigDecimal(number) else {
      throw .badValue("Could not parse size-in-bytes number '\(number.string)'", at: at)
    }
    guard let bytes = decimal.whole(times: multiplier) else {
      throw .badValue(
        "size-in-bytes value is out of range for a 64-bit long: '\(value.text)'", at: 0)
    }
    return bytes
  }

  /// Where the unit stands in the value as it was written, quotes and all.
  private static func offset(ofUnit unit: String, in text: String) -> Int? {
    let all = Array(text.unicodeScalars)
    let unit = Array(unit.unicodeScalars)
    guard !unit.isEmpty, unit.count <= all.count else { return nil }
    return (0...(all.count - unit.count)).last { all[$0..<($0 + unit.count)].elementsEqual(unit) }
  }

  private static func isLetter(_ unit: UInt16) -> Bool {
    guard let scalar = Unicode.Scalar(unit) else { return false }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
      return true
    default: return false
    }
  }

  /// `SimpleConfig.MemoryUnit`: nil for what it does not know.
  package static func multiplier(_ unit: String) -> UInt128? {
    if ["", "b", "B", "byte", "bytes"].contains(unit) { return 1 }
    var thousand: UInt128 = 1
    var binary: UInt128 = 1
    for (at, prefix) in ["kilo", "mega", "giga", "tera", "peta", "exa", "zetta", "yotta"]
      .enumerated()
    {
      thousand *= 1000
      binary *= 1024
      let letter = String(prefix.prefix(1))
      let upper = letter.uppercased()
      if [prefix + "byte", prefix + "bytes", (at == 0 ? letter : upper) + "B"].contains(unit) {
        return thousand
      }
      let bibi = String(prefix.prefix(at == 5 ? 2 : 2)) + "bi"
      if [letter, upper, upper + "i", upper + "iB", bibi + "byte", bibi + "bytes"].contains(unit) {
        return binary
      }
    }
    return nil
  }
}

extension ValueError {
  /// `ConfigException.BadValue`, without the line and path that it puts in front.
  fileprivate static func badValue(_ message: String, at offset: Int? = nil) -> Self {
    Self("BadValue", message, at: offset)
  }
}
