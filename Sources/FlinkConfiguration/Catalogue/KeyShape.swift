/// A key reduced to what is compared when its letters are not: hashes of its parts.
struct KeyShape {
  /// Letters and digits without case and separators.
  let spelling: UInt64
  /// The words between separators, in any order; `enabled` and `enable` are one.
  let words: UInt64
  /// The parts between dots.
  let segments: [UInt64]
  /// All segments in any order.
  let allSegments: UInt64

  init(_ key: UnsafeBufferPointer<UInt8>) {
    var spelling = Hash()
    var word = Hash()
    var words: UInt64 = 0
    var segment = Hash()
    var segments: [UInt64] = []
    for byte in key {
      if byte == UInt8(ascii: ".") {
        segments.append(segment.value)
        segment = Hash()
      } else {
        segment.add(byte)
      }
      let lower = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
      switch lower {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        spelling.add(lower)
        word.add(lower)
      default:
        words = words.addingReportingOverflow(word.asWord).partialValue
        word = Hash()
      }
    }
    segments.append(segment.value)
    self.spelling = spelling.value
    self.words = words.addingReportingOverflow(word.asWord).partialValue
    self.segments = segments
    self.allSegments = segments.reduce(0) { $0.addingReportingOverflow($1).partialValue }
  }

  /// The rest for each segment left out, as long as two remain.
  var withoutOneSegment: [UInt64] {
    guard (3...12).contains(segments.count) else { return [] }
    return segments.map { allSegments.subtractingReportingOverflow($0).partialValue }
  }

  /// FNV-1a.
  private struct Hash {
    var value: UInt64 = 0xcbf2_9ce4_8422_2325
    private var count = 0

    mutating func add(_ byte: UInt8) {
      value = (value ^ UInt64(byte)).multipliedReportingOverflow(by: 0x100_0000_01b3).partialValue
      count += 1
    }

    /// Nothing for no word, and one value for the two forms of the commonest switch.
    var asWord: UInt64 { count == 0 ? 0 : value == Hash.enabled ? Hash.enable : value }

    private static let enabled = of("enabled")
    private static let enable = of("enable")

    private static func of(_ text: String) -> UInt64 {
      var hash = Hash()
      for byte in text.utf8 { hash.add(byte) }
      return hash.value
    }
  }
}
