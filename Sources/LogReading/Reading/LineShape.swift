/// A number for what a line says, the same for lines that differ in times and counts only.
enum LineShape {
  /// The shape from `start` on, where the message begins or something constant before it.
  static func of(_ line: Bytes, from start: Int, seed: UInt64) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ seed
    var at = start
    let end = min(line.count, start + 1000)
    while at < end {
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
