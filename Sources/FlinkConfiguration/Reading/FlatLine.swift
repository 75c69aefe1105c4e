/// One line of the flat dialect, cut as Flink cuts it; all ranges are offsets into the file.
struct FlatLine {
  let number: Int
  /// Without the terminator.
  let whole: Range<Int>
  /// Up to the first `#`, trimmed.
  let content: Range<Int>
  /// Where the first `#` stands.
  let hash: Int?
  /// The sides of the first `": "`, trimmed; nil without one.
  let split: (key: Range<Int>, value: Range<Int>)?

  init(number: Int, text: SourceText) {
    let bytes = text.bytes
    self.number = number
    whole = text.lineRange(number)
    var hash: Int?
    var at = whole.lowerBound
    while at < whole.upperBound {
      if bytes[at] == UInt8(ascii: "#") {
        hash = at
        break
      }
      at += 1
    }
    self.hash = hash
    content = Self.trim(whole.lowerBound..<at, bytes)
    split = Self.split(content, bytes)
  }

  /// Columns of blanks and tabs before the content.
  var indent: Int { content.lowerBound - whole.lowerBound }

  private static func split(
    _ content: Range<Int>, _ bytes: [UInt8]
  ) -> (key: Range<Int>, value: Range<Int>)? {
    var at = content.lowerBound
    while at + 1 < content.upperBound {
      if bytes[at] == UInt8(ascii: ":") && bytes[at + 1] == UInt8(ascii: " ") {
        return (
          trim(content.lowerBound..<at, bytes), trim((at + 2)..<content.upperBound, bytes)
        )
      }
      at += 1
    }
    return nil
  }

  /// Java's `String.trim`: everything up to U+0020 at both ends.
  static func trim(_ range: Range<Int>, _ bytes: [UInt8]) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end && bytes[start] <= 0x20 { start += 1 }
    while end > start && bytes[end - 1] <= 0x20 { end -= 1 }
    return start..<end
  }
}
