/// Keeps the numbers of an examination where rules may reckon with them.
///
/// No byte count, time or offset that is measured reaches 10¹⁵, but a file that was damaged, or
/// written by hand, may hold anything, and a sum must not overflow over it.
enum PlausibleNumbers {
  private static let most = 1e15

  /// The same JSON, with every number of a larger magnitude cut down to 10¹⁵.
  static func bounded(_ json: [UInt8]) -> [UInt8] {
    var kept: [UInt8] = []
    kept.reserveCapacity(json.count)
    var at = 0
    while at < json.count {
      let start = at
      if json[at] == UInt8(ascii: "\"") {
        at = end(ofString: json, from: at)
      } else if isOfNumber(json[at]) {
        while at < json.count, isOfNumber(json[at]) { at += 1 }
        let token = json[start..<at]
        // Only these can be too large, and most are short.
        if token.count > 15 || token.contains(where: { $0 | 0x20 == UInt8(ascii: "e") }),
          let number = Double(String(decoding: token, as: UTF8.self)), abs(number) > most
        {
          kept += Array(number < 0 ? "-1000000000000000".utf8 : "1000000000000000".utf8)
          continue
        }
      } else {
        at += 1
      }
      kept += json[start..<at]
    }
    return kept
  }

  private static func end(ofString json: [UInt8], from start: Int) -> Int {
    var at = start + 1
    while at < json.count, json[at] != UInt8(ascii: "\"") {
      at += json[at] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(at + 1, json.count)
  }

  /// The letters of `true`, `false` and `null` among them, which are no numbers.
  private static func isOfNumber(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "e"),
      UInt8(ascii: "E"):
      true
    default: false
    }
  }
}
