/// A number for what a line says, the same for lines that differ in times and counts only.
enum LineShape {
  /// The shape from `start` on, where the message begins or something constant before it.
  static func of(_ line: Bytes, from start: Int, seed: UInt64) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ seed
    var at = start
    let end = min(line.count, start + 1000)
    while at < end {
      // Where digits begin decides how the bytes are taken, never how many digits there are.
      if at + 8 <= end, let word = Self.wordWithoutDigits(line, at) {
        hash = (hash ^ word) &* 0x0000_0100_0000_01B3
        hash ^= hash >> 32
        at += 8
        continue
      }
      let byte = line[at]
      // A number by itself; digits in names, addresses and ids tell things apart.
      if byte.isDigit, at == start || isEdge(line[at - 1]) {
        var next = at
        while next < end, line[next].isDigit { next += 1 }
        if next == end || isEdge(line[next]) || line[next] == UInt8(ascii: ".") {
          hash = mix(hash, UInt8(ascii: "#"))
          at = next
          continue
        }
      }
      hash = mix(hash, byte)
      at += 1
    }
    return hash
  }

  /// Eight bytes; nil where one of them is a digit.
  private static func wordWithoutDigits(_ line: Bytes, _ at: Int) -> UInt64? {
    guard let base = line.baseAddress else { return nil }
    let word = UnsafeRawPointer(base + at).loadUnaligned(as: UInt64.self)
    // Of the bytes below 0x80 those from 0x30 to 0x39, as their top bits.
    let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    let isFromZero = (word & low) &+ 0x5050_5050_5050_5050
    let isBeyondNine = (word & low) &+ 0x4646_4646_4646_4646
    return isFromZero & ~isBeyondNine & ~word & ~low == 0 ? word : nil
  }

  private static func mix(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
  }

  private static func isEdge(_ byte: UInt8) -> Bool {
    switch byte {
    case 0...0x20, UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "("), UInt8(ascii: ")"),
      UInt8(ascii: ","), UInt8(ascii: "="), UInt8(ascii: "'"), UInt8(ascii: "\""):
      true
    default: false
    }
  }
}
