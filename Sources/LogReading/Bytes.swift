/// Bytes of a chunk or a line, borrowed while they are looked at.
package typealias Bytes = UnsafeBufferPointer<UInt8>

extension UnsafeBufferPointer<UInt8> {
  /// A part of it, counted from 0 again.
  func part(_ range: Range<Int>) -> Bytes {
    Bytes(rebasing: self[range.clamped(to: 0..<count)])
  }

  func starts(_ at: Int, with text: StaticString) -> Bool {
    let length = text.utf8CodeUnitCount
    guard at >= 0, count - at >= length else { return false }
    for offset in 0..<length where self[at + offset] != text.utf8Start[offset] { return false }
    return true
  }

  /// The place of a byte at or after `start`; nil when it is not there.
  func find(_ byte: UInt8, from start: Int, to end: Int? = nil) -> Int? {
    let end = Swift.min(end ?? count, count)
    var at = start
    while at < end {
      if self[at] == byte { return at }
      at += 1
    }
    return nil
  }

  func find(_ text: StaticString, from start: Int = 0) -> Int? {
    var at = start
    let last = count - text.utf8CodeUnitCount
    while at <= last {
      if self[at] == text.utf8Start[0], starts(at, with: text) { return at }
      at += 1
    }
    return nil
  }

  /// As text; what is no UTF-8 becomes U+FFFD.
  func text(_ range: Range<Int>) -> String {
    String(decoding: part(range), as: UTF8.self)
  }
}

extension UInt8 {
  var isDigit: Bool { self &- 48 < 10 }
  var isLetter: Bool { (self | 0x20) &- 97 < 26 }
  var isUpper: Bool { self &- 65 < 26 }
  var isBlank: Bool { self == 0x20 || self == 0x09 }
}

extension String {
  /// At most so many bytes of it, ending at a whole character.
  func bounded(_ limit: Int) -> String {
    if utf8.count <= limit { return self }
    var end = utf8.index(utf8.startIndex, offsetBy: limit)
    while end > startIndex, String.Index(end, within: self) == nil {
      end = utf8.index(before: end)
    }
    return String(self[..<end]) + "…"
  }
}
