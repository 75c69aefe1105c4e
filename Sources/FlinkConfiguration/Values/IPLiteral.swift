/// An address in digits, as the two libraries tell it from a name.
enum IPLiteral: Hashable {
  /// IPv4, or IPv6 that stands for it (`::ffff:1.2.3.4`).
  case four
  case six([UInt8])

  /// 16 bytes, or IPv4 where Java makes such of it.
  private init(_ bytes: [UInt8]) {
    let mapped = bytes.prefix(10).allSatisfy { $0 == 0 } && bytes[10...11] == [0xFF, 0xFF]
    self = mapped ? .four : .six(bytes)
  }

  /// The longest run of at least two zero groups becomes `::`, the first of equals.
  static func compressed(_ bytes: [UInt8]) -> String {
    let groups = stride(from: 0, to: bytes.count - 1, by: 2).map {
      Int(bytes[$0]) << 8 | Int(bytes[$0 + 1])
    }
    var best: Range<Int> = 0..<0
    var start = 0
    for at in 0...groups.count where at == groups.count || groups[at] != 0 {
      if at - start > best.count { best = start..<at }
      start = at + 1
    }
    let hex = groups.map { String($0, radix: 16) }
    guard best.count >= 2 else { return hex.joined(separator: ":") }
    return hex[..<best.lowerBound].joined(separator: ":") + "::"
      + hex[best.upperBound...].joined(separator: ":")
  }
}

/// `sun.net.util.IPAddressUtil`, up to Flink 1.17.
extension IPLiteral {
  static func asJavaReadsSix(_ text: JavaText) -> IPLiteral? {
    var units = text.units
    guard units.count >= 2 else { return nil }
    if let percent = units.firstIndex(of: 0x25) {
      guard percent != units.count - 1 else { return nil }
      units = Array(units[..<percent])
    }
    var bytes: [UInt8] = []
    var gap: Int?
    var at = 0
    if text.units[0] == 0x3A {
      guard text.units[1] == 0x3A else { return nil }
      at = 1
    }
    var token = at
    var value = 0
    var digits = false
    while at < units.count {
      let unit = units[at]
      at += 1
      if let digit = hexDigit(unit) {
        value = value << 4 | digit
        guard value <= 0xFFFF else { return nil }
        digits = true
      } else if unit == 0x3A {
        token = at
        if !digits {
          guard gap == nil else { return nil }
          gap = bytes.count
          continue
        }
        guard at < units.count, bytes.count <= 14 else { return nil }
        bytes += [UInt8(value >> 8), UInt8(value & 0xFF)]
        digits = false
        value = 0
      } else if unit == 0x2E, bytes.count <= 12 {
        guard let four = dottedQuad(units[token...], leadingZeros: true) else { return nil }
        bytes += four
        digits = false
        break
      } else {
        return nil
      }
    }
    if digits {
      guard bytes.count <= 14 else { return nil }
      bytes += [UInt8(value >> 8), UInt8(value & 0xFF)]
    }
    if let gap {
      guard bytes.count < 16 else { return nil }
      bytes.insert(contentsOf: repeatElement(0, count: 16 - bytes.count), at: gap)
    }
    return bytes.count == 16 ? IPLiteral(bytes) : nil
  }

  private static func hexDigit(_ unit: UInt16) -> Int? {
    switch unit {
    case 0x30...0x39: Int(unit) - 0x30
    case 0x41...0x46: Int(unit) - 0x37
    case 0x61...0x66: Int(unit) - 0x57
    default: nil
    }
  }

  fileprivate static func dottedQuad(
    _ units: ArraySlice<UInt16>, leadingZeros: Bool
  ) -> [UInt8]? {
    let parts = units.split(separator: 0x2E, omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var bytes: [UInt8] = []
    for part in parts {
      guard !part.isEmpty, leadingZeros ? units.count <= 15 : part.count <= 3 else { return nil }
      if !leadingZeros, part.count > 1, part.first == 0x30 { return nil }
      var value = 0
      for unit in part {
        guard
          let digit = leadingZeros
            ? (hexDigit(unit).flatMap { $0 < 10 ? $0 : nil })
            : JavaText.digit(unit)
        else { return nil }
        value = value * 10 + digit
        guard value <= 0xFF else { return nil }
      }
      bytes.append(UInt8(value))
    }
    return bytes
  }
}

/// `InetAddresses` of Guava, from Flink 1.18 on.
extension IPLiteral {
  static func asGuavaReads(_ text: JavaText) -> IPLiteral? {
    var units = text.units
    var colon = false
    var point = false
    var percent: Int?
    scan: for (at, unit) in units.enumerated() {
      switch unit {
      case 0x2E: point = true
      case 0x3A:
        if point { return nil }
        colon = true
      case 0x25:
        percent = at
        break scan
      default:
        if anyHexDigit(unit) == nil { return nil }
      }
    }
    guard colon else {
      guard point, percent == nil else { return nil }
      return dottedQuad(units[...], leadingZeros: false).map { _ in .four }
    }
    if let percent, !point { units = Array(units[..<percent]) }
    if point {
      guard let last = units.lastIndex(of: 0x3A),
        let four = dottedQuad(units[(last + 1)...], leadingZeros: false)
      else { return nil }
      let groups = [four[0...1], four[2...3]].map {
        String($0.reduce(0) { $0 << 8 | Int($1) }, radix: 16)
      }
      units = units[...last] + Array(groups.joined(separator: ":").utf16)
    }
    return groups(units).map(IPLiteral.init)
  }

  /// Eight groups, as bytes; `::` stands for those that are missing.
  private static func groups(_ units: [UInt16]) -> [UInt8]? {
    let gap = units.indices.dropLast().first { units[$0] == 0x3A && units[$0 + 1] == 0x3A }
    guard let gap else {
      let bytes = bytes(of: units[...])
      return bytes?.count == 16 ? bytes : nil
    }
    let left = units[..<gap]
    let right = units[(gap + 2)...]
    guard let head = left.isEmpty ? [] : bytes(of: left),
      let tail = right.isEmpty ? [] : bytes(of: right), head.count + tail.count < 16
    else { return nil }
    return head + repeatElement(0, count: 16 - head.count - tail.count) + tail
  }

  /// Groups with single colons between them.
  private static func bytes(of units: ArraySlice<UInt16>) -> [UInt8]? {
    var bytes: [UInt8] = []
    for part in units.split(separator: 0x3A, omittingEmptySubsequences: false) {
      guard (1...4).contains(part.count) else { return nil }
      var value = 0
      for unit in part {
        guard let digit = anyHexDigit(unit) else { return nil }
        value = value << 4 | digit
      }
      bytes += [UInt8(value >> 8), UInt8(value & 0xFF)]
    }
    return bytes
  }

  /// `Character.digit(unit, 16)`: full-width letters too.
  private static func anyHexDigit(_ unit: UInt16) -> Int? {
    switch unit {
    case 0xFF21...0xFF26: Int(unit) - 0xFF17
    case 0xFF41...0xFF46: Int(unit) - 0xFF37
    default: hexDigit(unit) ?? JavaText.digit(unit)
    }
  }
}
