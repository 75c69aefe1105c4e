/// Undoes what mail programs do to long lines, where a log came through one.
enum WrappedLines {
  /// Puts blanks in place of the line ends that a mail program made; returns where.
  static func join(_ text: inout [UInt8], count: Int) -> [Int] {
    let ends = text.withUnsafeBufferPointer { joints($0.part(0..<count)) }
    for end in ends { text[end] = 0x20 }
    return ends
  }

  private static func joints(_ text: Bytes) -> [Int] {
    var lines: [(range: Range<Int>, begins: Bool, isTrace: Bool)] = []
    var at = 0
    var widest = 0
    while at < text.count {
      let end = NewLines.end(text, at)
      let bytes = text.part(at..<end)
      let isTrace = bytes.first.map { $0.isBlank || $0 == 0x0D } ?? true
      // A mail has no line that is longer, and a log no line that must be looked at then.
      if bytes.count > 100 { return [] }
      widest = max(widest, bytes.count)
      lines.append((at..<end, LogLine(bytes).beginsRecord, isTrace))
      at = end + 1
    }
    guard widest >= 50, lines.contains(where: \.begins) else { return [] }
    var ends: [Int] = []
    for (line, next) in zip(lines, lines.dropFirst()) where !next.begins && !next.isTrace {
      let rest = text.part(next.range)
      let word = rest.firstIndex { $0 == 0x20 } ?? rest.count
      // The next word had no room on the line.
      if line.range.count + 1 + word > widest - 2 { ends.append(line.range.upperBound) }
    }
    return ends.count >= 2 ? ends : []
  }
}
