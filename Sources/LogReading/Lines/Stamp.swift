import Evidence

/// The time of day at the front of a log line.
package struct Stamp: Sendable, Hashable {
  /// Since 1970: in UTC where a zone is given, else the wall clock's as if it were in UTC.
  package var milliseconds: Int64
  /// Minutes east of UTC; nil where the stamp has no zone.
  package var zone: Int?
  /// How many bytes it takes.
  package var length: Int

  /// The stamp that begins at the first byte: `2026-11-22 15:23:44,079`, RFC 3339, `26/11/22
  /// 15:23:44`, `22 Nov 2026 15:23:44`, `Nov 22 15:23:44`, or `15:23:44.079` alone.
  package static func parse(_ text: Bytes, from start: Int = 0) -> Stamp? {
    var reader = DigitReader(text, at: start)
    guard let day = day(&reader), let time = time(&reader) else { return nil }
    var stamp = Stamp(milliseconds: Int64(day) * 86_400_000 + time, zone: nil, length: 0)
    if let zone = zone(&reader) {
      stamp.zone = zone
      stamp.milliseconds -= Int64(zone) * 60_000
    }
    stamp.length = reader.at - start
    return stamp
  }

  /// Days since 1970, and whatever stands between the date and the time; 0 without a date.
  private static func day(_ reader: inout DigitReader) -> Int? {
    let start = reader.at
    if reader.peek?.isLetter == true {
      // Syslog has no year: the days are told apart, which is enough.
      guard let month = reader.month(), reader.skip(.blank), let day = reader.number(1...2),
        reader.skip(.blank)
      else { return nil }
      return CivilTime.days(1970, month, day)
    }
    if let year = reader.number(4...4), let mark = reader.peek, mark == 0x2D || mark == 0x2F {
      reader.at += 1
      guard let month = reader.number(2...2), reader.peek == mark else { return nil }
      reader.at += 1
      guard let day = reader.number(2...2), reader.skip(.dateEnd) else { return nil }
      return CivilTime.days(year, month, day)
    }
    reader.at = start
    guard let first = reader.number(1...2), let mark = reader.peek else { return nil }
    switch mark {
    case UInt8(ascii: ":"):
      reader.at = start
      return first < 24 ? 0 : nil
    case UInt8(ascii: "/"):
      reader.at += 1
      guard let month = reader.number(2...2), reader.peek == mark else { return nil }
      reader.at += 1
      guard let day = reader.number(2...2), reader.skip(.dateEnd) else { return nil }
      return CivilTime.days(2000 + first, month, day)
    case UInt8(ascii: " "), UInt8(ascii: "-"):
      reader.at += 1
      guard let month = reader.month(), reader.peek == mark else { return nil }
      reader.at += 1
      guard let year = reader.number(4...4), reader.skip(.dateEnd) else { return nil }
      return CivilTime.days(year, month, first)
    default: return nil
    }
  }

  private static func time(_ reader: inout DigitReader) -> Int64? {
    guard let hour = reader.number(1...2), hour < 24, reader.skip(.colon),
      let minute = reader.number(2...2), minute < 60, reader.skip(.colon),
      let second = reader.number(2...2), second < 61
    else { return nil }
    return Int64(hour * 3600 + minute * 60 + second) * 1000 + reader.fraction()
  }

  private static func zone(_ reader: inout DigitReader) -> Int? {
    let start = reader.at
    if reader.peek == UInt8(ascii: "Z") {
      reader.at += 1
      return 0
    }
    if reader.peek == 0x20 { reader.at += 1 }
    guard let sign = reader.peek, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else {
      reader.at = start
      return nil
    }
    reader.at += 1
    guard let hours = reader.number(2...2), hours < 19 else {
      reader.at = start
      return nil
    }
    _ = reader.skip(.colon)
    guard let minutes = reader.number(2...2), minutes < 60 else {
      reader.at = start
      return nil
    }
    return (hours * 60 + minutes) * (sign == UInt8(ascii: "-") ? -1 : 1)
  }
}

/// Reads numbers of a fixed width.
private struct DigitReader {
  enum Mark { case blank, colon, dateEnd }

  let text: Bytes
  var at: Int

  init(_ text: Bytes, at: Int) {
    self.text = text
    self.at = at
  }

  var peek: UInt8? { at < text.count ? text[at] : nil }

  mutating func number(_ width: ClosedRange<Int>) -> Int? {
    var value = 0
    var digits = 0
    while at < text.count, digits < width.upperBound, text[at].isDigit {
      value = value * 10 + Int(text[at] &- 48)
      at += 1
      digits += 1
    }
    return digits >= width.lowerBound ? value : nil
  }

  mutating func skip(_ mark: Mark) -> Bool {
    guard let byte = peek else { return false }
    switch mark {
    case .blank:
      guard byte == 0x20 else { return false }
      at += 1
      if peek == 0x20 { at += 1 }
      return true
    case .colon: guard byte == UInt8(ascii: ":") else { return false }
    case .dateEnd:
      guard byte == 0x20 || byte == UInt8(ascii: "T") else { return false }
    }
    at += 1
    return true
  }

  /// Milliseconds of `,079`, `.079123456`, `:079`; 0 without any.
  mutating func fraction() -> Int64 {
    guard let mark = peek,
      mark == UInt8(ascii: ",") || mark == UInt8(ascii: ".")
        || mark == UInt8(ascii: ":"), at + 1 < text.count, text[at + 1].isDigit
    else { return 0 }
    at += 1
    var value: Int64 = 0
    var digits = 0
    while at < text.count, digits < 9, text[at].isDigit {
      if digits < 3 { value = value * 10 + Int64(text[at] &- 48) }
      at += 1
      digits += 1
    }
    while digits < 3 {
      value *= 10
      digits += 1
    }
    return value
  }

  mutating func month() -> Int? {
    let names: [StaticString] = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    guard let month = names.firstIndex(where: { text.starts(at, with: $0) }) else { return nil }
    at += 3
    return month + 1
  }
}
