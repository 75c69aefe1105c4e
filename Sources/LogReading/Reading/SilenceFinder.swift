import Evidence

/// Finds where a log pauses, without looking at every line of a busy one.
///
/// The first stamp of every 64 KiB tells whether a pause can lie within; only there each line is
/// looked at.
struct SilenceFinder {
  private(set) var silences: [(line: Int, from: Int64, to: Int64)] = []
  private var last: Int64?

  static let shortest: Int64 = 10_000
  private static let block = 65_536
  private static let kept = 64

  /// Reads a chunk of whole lines, of which the first has this number.
  mutating func read(_ text: Bytes, firstLine: Int) {
    var counter = LineCounter(text, first: firstLine)
    var start = 0
    while start < text.count {
      var end = min(start + Self.block, text.count)
      if end < text.count { end = min(NewLines.end(text, end) + 1, text.count) }
      if let next = Self.firstTime(text, start..<end) {
        if let last, next - last >= Self.shortest { note(last, next, counter.line(of: start)) }
        let behind = end < text.count ? Self.firstTime(text, end..<text.count) : nil
        if let behind, behind - next < Self.shortest, behind >= next {
          last = behind
        } else {
          // The last block of a chunk has nothing behind it to compare with.
          readLines(text, start..<end, &counter)
        }
      }
      start = end
    }
    if silences.count > 2 * Self.kept {
      silences.sort { $0.to - $0.from > $1.to - $1.from }
      silences.removeLast(silences.count - Self.kept)
    }
  }

  private mutating func readLines(
    _ text: Bytes, _ range: Range<Int>, _ counter: inout LineCounter
  ) {
    var at = range.lowerBound
    // A line within the same ten seconds as the one that was read before it.
    var passed: Int?
    while at < range.upperBound {
      if text[at].isDigit || text[at] == UInt8(ascii: "[") {
        if let before = passed, Self.isOfSameTenSeconds(text, before, at) {
          passed = at
        } else {
          if let before = passed { last = Self.time(text, before) ?? last }
          passed = nil
          if let time = Self.time(text, at) {
            if let last, time - last >= Self.shortest { note(last, time, counter.line(of: at)) }
            last = time
            passed = at
          }
        }
      }
      at = NewLines.end(text, at) + 1
    }
    if let before = passed { last = Self.time(text, before) ?? last }
  }

  /// Whether two lines begin with one `2025-01-01 09:24:0`; false for any other layout.
  private static func isOfSameTenSeconds(_ text: Bytes, _ one: Int, _ other: Int) -> Bool {
    let length = 18
    guard other + length <= text.count, text[other + 13] == UInt8(ascii: ":"),
      text[other + 16] == UInt8(ascii: ":")
    else { return false }
    for offset in 0..<length where text[one + offset] != text[other + offset] { return false }
    return true
  }

  private mutating func note(_ from: Int64, _ to: Int64, _ line: Int) {
    if let known = silences.last, known.from == from, known.to == to { return }
    silences.append((line, from, to))
  }

  private static func firstTime(_ text: Bytes, _ range: Range<Int>) -> Int64? {
    var at = range.lowerBound
    for _ in 0..<200 where at < range.upperBound {
      if let time = time(text, at) { return time }
      at = NewLines.end(text, at) + 1
    }
    return nil
  }

  private static func time(_ text: Bytes, _ at: Int) -> Int64? {
    let start = text[at] == UInt8(ascii: "[") ? at + 1 : at
    return Stamp.parse(text, from: start)?.milliseconds
  }
}
