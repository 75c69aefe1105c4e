import FlinkConfiguration

/// A spelling of a refused value that Flink takes, where it is plain what was meant.
struct ValueSpelling {
  let option: FlinkOption
  let version: FlinkVersion

  func suggestion(for text: String) -> String? {
    let plain = text.trimmingASCII.lowercased()
    switch option.grammar {
    case .milliseconds: return Self.duration(plain)?.milliseconds.map(String.init)
    case .duration: return duration(plain)
    case .memorySize: return Self.memory(plain)
    case .hoconSize: return Self.memory(plain).flatMap(Self.bytes)
    case .integer: return Self.integer(plain)
    case .portRange: return nil
    case .declared: return declared(plain)
    }
  }

  private func declared(_ text: String) -> String? {
    switch option.type {
    case .duration: duration(text)
    case .memorySize: Self.memory(text)
    case .integer, .long:
      Self.integer(text)
        ?? (option.key.hasSuffix("timeout")
          ? Self.duration(text)?.milliseconds.map(String.init) : nil)
    case .boolean: Self.boolean(text)
    case .enumeration(let constants): Self.nearest(text, constants.map(\.text))
    case .double, .float: Self.fraction(text)
    default: nil
    }
  }

  private func duration(_ text: String) -> String? {
    guard let duration = Self.duration(text) else { return nil }
    let spelling = duration.description
    return (try? DurationGrammar.parse(spelling, version: version)) == nil ? nil : spelling
  }

  /// What a person means: fractions, several units in a row, units that Flink has not.
  static func duration(_ text: String) -> JavaDuration? {
    if let duration = try? DurationGrammar.parse(text, version: .newest) { return duration }
    let units: [String: Double] = [
      "": 1, "ms": 1, "msec": 1, "msecs": 1, "s": 1000, "sec": 1000, "secs": 1000, "second": 1000,
      "seconds": 1000, "m": 60_000, "min": 60_000, "mins": 60_000, "minute": 60_000,
      "minutes": 60_000, "h": 3_600_000, "hr": 3_600_000, "hrs": 3_600_000, "hour": 3_600_000,
      "hours": 3_600_000, "d": 86_400_000, "day": 86_400_000, "days": 86_400_000,
      "w": 604_800_000, "week": 604_800_000, "weeks": 604_800_000,
    ]
    var milliseconds = 0.0
    var rest = text[...]
    var some = false
    while !rest.isEmpty {
      let number = rest.prefix { $0.isNumber || $0 == "." || $0 == "_" }
      rest = rest.dropFirst(number.count).drop { $0 == " " }
      let unit = rest.prefix { $0.isLetter }
      rest = rest.dropFirst(unit.count).drop { $0 == " " || $0 == "," }
      guard let value = Double(number.filter { $0 != "_" }), let factor = units[String(unit)]
      else { return nil }
      milliseconds += value * factor
      some = true
    }
    guard some, milliseconds < 1e15, milliseconds == milliseconds.rounded() else { return nil }
    return JavaDuration(milliseconds: Int64(milliseconds))
  }

  /// In the largest unit that needs no fraction.
  static func memory(_ text: String) -> String? {
    let number = text.prefix { $0.isNumber || $0 == "." || $0 == "_" }
    var unit = text.dropFirst(number.count).filter { $0 != " " }
    if unit.hasSuffix("ib") { unit = String(unit.dropLast(2)) }
    let powers = ["": 0, "b": 0, "k": 10, "kb": 10, "m": 20, "mb": 20, "g": 30, "gb": 30, "t": 40]
    guard let value = Double(number.filter { $0 != "_" }), let power = powers[unit] else {
      return nil
    }
    let bytes = value * Double(Int64(1) << Int64(power))
    guard bytes >= 0, bytes < 1e18, let size = MemorySize(bytes: Int64(bytes.rounded())) else {
      return nil
    }
    return size.description.replacing(" bytes", with: "b").filter { $0 != " " }
  }

  private static func bytes(_ text: String) -> String? {
    (try? MemorySize.parse(text)).map { "\($0.bytes)b" }
  }

  private static func integer(_ text: String) -> String? {
    var digits = text.filter { $0 != "_" && $0 != "," && $0 != " " }
    if digits.hasSuffix(".0") { digits = String(digits.dropLast(2)) }
    guard digits != text, (try? JavaNumber.long(digits)) != nil else { return nil }
    return digits
  }

  private static func boolean(_ text: String) -> String? {
    switch text {
    case "yes", "on", "1", "y", "enabled", "enable", "ture", "tru", "t": "true"
    case "no", "off", "0", "n", "disabled", "disable", "fasle", "flase", "f", "none": "false"
    default: nil
    }
  }

  private static func fraction(_ text: String) -> String? {
    if text.hasSuffix("%"), let percent = Double(text.dropLast()) { return "\(percent / 100)" }
    let point = text.replacing(",", with: ".")
    return point != text && Double(point) != nil ? point : nil
  }

  /// The constant within two edits, hyphens and underscores left aside.
  static func nearest(_ text: String, _ constants: [String]) -> String? {
    func letters(_ text: String) -> [UInt8] {
      text.lowercased().utf8.filter { $0 != 0x2D && $0 != 0x5F && $0 != 0x20 }
    }
    let wanted = letters(text)
    let rated = constants.map { ($0, distance(wanted, letters($0))) }.filter { $0.1 <= 2 }
    return rated.min { $0.1 < $1.1 }?.0
  }

  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    guard left.count < 100, right.count < 100 else { return .max }
    var row = Array(0...right.count)
    for (at, unit) in left.enumerated() {
      var before = row[0]
      row[0] = at + 1
      for (to, other) in right.enumerated() {
        let change = before + (unit == other ? 0 : 1)
        before = row[to + 1]
        row[to + 1] = min(change, row[to] + 1, row[to + 1] + 1)
      }
    }
    return row[right.count]
  }
}

extension String {
  fileprivate var trimmingASCII: String {
    let start = utf8.firstIndex { $0 > 0x20 } ?? utf8.endIndex
    let end = utf8.lastIndex { $0 > 0x20 }.map { utf8.index(after: $0) } ?? start
    return String(self[start..<end])
  }

  fileprivate func replacing(_ old: String, with new: String) -> String {
    guard let range = firstRange(ofLiteral: old) else { return self }
    return String(self[..<range.lowerBound]) + new + String(self[range.upperBound...])
  }
}
