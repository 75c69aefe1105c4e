/// Counts and finds line ends.
enum NewLines {
  static func count(_ text: Bytes, _ range: Range<Int>) -> Int {
    guard let base = text.baseAddress, !range.isEmpty else { return 0 }
    let bytes = UnsafeRawPointer(base)
    let mark = SIMD32<UInt8>(repeating: 0x0A)
    let one = SIMD32<UInt8>(repeating: 1)
    var total = 0
    var at = range.lowerBound
    while at + 32 <= range.upperBound {
      // A lane holds 255 at most.
      let end = min(range.upperBound - 31, at + 255 * 32)
      var lanes = SIMD32<UInt8>(repeating: 0)
      while at < end {
        let part = (bytes + at).loadUnaligned(as: SIMD32<UInt8>.self)
        lanes = lanes &+ SIMD32<UInt8>(repeating: 0).replacing(with: one, where: part .== mark)
        at += 32
      }
      for lane in 0..<32 { total += Int(lanes[lane]) }
    }
    while at < range.upperBound {
      if text[at] == 0x0A { total += 1 }
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
    text.find(0x0A, from: at) ?? text.count
  }
}
