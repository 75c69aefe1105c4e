/// The bytes of a file with an index of its lines, which end in `\n`, `\r\n` or a lone `\r` as
/// `BufferedReader.readLine` sees them.
package struct SourceText: Sendable {
  package let bytes: [UInt8]
  /// The first sequence that is no UTF-8.
  package let firstMalformed: (offset: Int, length: Int)?
  /// Then a byte is a column.
  package let isASCII: Bool
  /// The offset of the first byte of each line.
  private let starts: [Int]

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    isASCII = bytes.allSatisfy { $0 < 0x80 }
    firstMalformed = isASCII ? nil : JavaUTF8.firstMalformed(in: bytes)
    starts = Self.lineStarts(bytes)
  }

  /// An empty file has no line; a terminator at the end opens no further one.
  package var lineCount: Int { starts.count }

  /// The offsets of a line's content, without its terminator; empty outside of the file.
  package func lineRange(_ number: Int) -> Range<Int> {
    guard number >= 1, number <= starts.count else { return bytes.count..<bytes.count }
    let start = starts[number - 1]
    var end = number < starts.count ? starts[number] : bytes.count
    if end > start && bytes[end - 1] == UInt8(ascii: "\n") { end -= 1 }
    if end > start && bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return start..<end
  }

  /// A line as it stands in the file, without its terminator.
  package func line(_ number: Int) -> String { text(lineRange(number)) }

  /// The text of a stretch, decoded as Java decodes it.
  package func text(_ range: Range<Int>) -> String {
    firstMalformed == nil
      ? String(decoding: bytes[range], as: UTF8.self) : JavaUTF8.text(of: bytes, range)
  }

  /// The place of an offset inside a line.
  package func position(_ offset: Int, line: Int) -> TextPosition {
    let start = line >= 1 && line <= starts.count ? starts[line - 1] : bytes.count
    if isASCII { return TextPosition(line: line, column: 1 + max(0, offset - start)) }
    return TextPosition(
      line: line,
      column: 1 + JavaUTF8.scalarCount(bytes, start..<max(start, min(offset, bytes.count))))
  }

  /// A stretch of one line.
  package func range(_ offsets: Range<Int>, line: Int) -> TextRange {
    let start = position(offsets.lowerBound, line: line)
    let length = isASCII ? offsets.count : JavaUTF8.scalarCount(bytes, offsets)
    return TextRange(line: line, column: start.column, length: length)
  }

  /// The lines that hold these bytes; one pass over the file.
  package func lines(containing wanted: [UInt8]) -> [Int] {
    guard let first = wanted.first else { return [] }
    var found: [Int] = []
    var at = 0
    while at + wanted.count <= bytes.count {
      if bytes[at] == first && bytes[at..<(at + wanted.count)].elementsEqual(wanted) {
        let number = lineNumber(at)
        if found.last != number { found.append(number) }
      }
      at += 1
    }
    return found
  }

  private func lineNumber(_ offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  private static func lineStarts(_ bytes: [UInt8]) -> [Int] {
    guard !bytes.isEmpty else { return [] }
    var starts = [0]
    starts.reserveCapacity(bytes.count / 32)
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      guard byte <= 0x0D, byte == 0x0A || byte == 0x0D else { continue }
      if byte == 0x0D && at < bytes.count && bytes[at] == 0x0A { at += 1 }
      if at < bytes.count { starts.append(at) }
    }
    return starts
  }
}
