/// Counts and finds line ends.
enum NewLines {
  static func count(_ text: Bytes, _ range: Range<Int>) -> Int {
    guard let base = text.baseAddress, !range.isEmpty else { return 0 }
    let bytes = UnsafeRawPointer(base)
    let end = min(range.upperBound, text.count)
    var total = 0
    var at = range.lowerBound
    while at + 8 <= end {
      // Eight counts side by side; each holds up to 255.
      let stop = min(end - 7, at + 255 * 8)
      var counts: UInt64 = 0
      while at < stop {
        let word = (bytes + at).loadUnaligned(as: UInt64.self) ^ 0x0A0A_0A0A_0A0A_0A0A
        // The top bit of a byte is left where the byte is 0.
        let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
        counts &+= ~(((word & low) &+ low) | word | low) >> 7
        at += 8
      }
      let pairs = (counts & 0x00FF_00FF_00FF_00FF) &+ ((counts >> 8) & 0x00FF_00FF_00FF_00FF)
      total += Int((pairs &* 0x0001_0001_0001_0001) >> 48)
    }
    while at < end {
      if bytes.load(fromByteOffset: at, as: UInt8.self) == 0x0A { total += 1 }
      at += 1
    }
    return total
  }

  /// Where the line begins that holds `at`.
  static func start(_ text: Bytes, _ at: Int) -> Int {
    var at = at
    while at > 0, text[at - 1] != 0x0A { at -= 1 }
    return at
  }

  /// Where it ends, before its `\n`.
  static func end(_ text: Bytes, _ at: Int) -> Int {
    guard let base = text.baseAddress, at < text.count else { return text.count }
    let bytes = UnsafeRawPointer(base)
    let mark = SIMD16<UInt8>(repeating: 0x0A)
    var at = at
    while at + 16 <= text.count {
      let found = (bytes + at).loadUnaligned(as: SIMD16<UInt8>.self) .== mark
      if any(found) { break }
      at += 16
    }
    while at < text.count, bytes.load(fromByteOffset: at, as: UInt8.self) != 0x0A { at += 1 }
    return at
  }
}

/// Tells the numbers of lines, asked for in their order.
struct LineCounter {
  private let text: Bytes
  private var counted = 0
  private var number: Int

  init(_ text: Bytes, first: Int) {
    self.text = text
    number = first
  }

  /// The number of the line that begins at `start`.
  mutating func line(of start: Int) -> Int {
    number += NewLines.count(text, counted..<max(counted, start))
    counted = max(counted, start)
    return number
  }
}
