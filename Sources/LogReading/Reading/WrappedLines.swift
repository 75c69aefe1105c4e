import Evidence

/// Undoes what mail programs and terminals do to long lines, where a log came through one.
enum WrappedLines {
  /// Puts blanks in place of the line ends that a mail program made, and takes out those of a
  /// terminal, which cuts words; returns where they were.
  static func join(_ text: inout [UInt8], count: inout Int) -> [Int] {
    let taken = text.withUnsafeBufferPointer { lines($0.part(0..<count)) }
    let ends = mailEnds(taken, text)
    for end in ends { text[end] = 0x20 }
    if !ends.isEmpty { return ends }
    var cuts = terminalEnds(taken)
    for at in cuts.indices.reversed() {
      text.remove(at: cuts[at])
      // The buffer keeps its size.
      text.append(0)
      count -= 1
      for later in cuts.index(after: at)..<cuts.endIndex { cuts[later] -= 1 }
    }
    return cuts
  }

  private struct Line {
    var range: Range<Int>
    var beginsRecord: Bool
    var isBlankOrIndented: Bool
    var isOfTrace: Bool
  }

  /// What is longer than this has more lines than anybody pastes.
  private static let most = 64 << 10

  private static func lines(_ text: Bytes) -> [Line] {
    guard text.count <= most else { return [] }
    var lines: [Line] = []
    var at = 0
    while at < text.count {
      let end = NewLines.end(text, at)
      let bytes = text.part(at..<end)
      var trace = TraceText()
      lines.append(
        Line(
          range: at..<end, beginsRecord: LogLine(bytes).beginsRecord,
          isBlankOrIndented: bytes.first.map { $0.isBlank || $0 == 0x0D } ?? true,
          isOfTrace: trace.read(bytes)))
      at = end + 1
    }
    return lines
  }

  private static func mailEnds(_ lines: [Line], _ text: [UInt8]) -> [Int] {
    let widest = lines.map(\.range.count).max() ?? 0
    // A mail has no line that is longer, and a log no line that must be looked at then.
    guard 50...100 ~= widest, lines.contains(where: \.beginsRecord) else { return [] }
    var ends: [Int] = []
    for (line, next) in zip(lines, lines.dropFirst())
    where !next.beginsRecord && !next.isBlankOrIndented {
      let word = text[next.range].firstIndex(of: 0x20) ?? next.range.upperBound
      // The next word had no room on the line.
      if line.range.count + 1 + word - next.range.lowerBound > widest - 2 {
        ends.append(line.range.upperBound)
      }
    }
    return ends.count >= 2 ? ends : []
  }

  /// A terminal or a pager cuts each long line at the same column.
  private static func terminalEnds(_ lines: [Line]) -> [Int] {
    let widest = lines.map(\.range.count).max() ?? 0
    guard widest >= 72, lines.contains(where: \.beginsRecord) else { return [] }
    let full = zip(lines, lines.dropFirst()).filter { line, next in
      line.range.count >= widest - 1 && !next.beginsRecord && !next.range.isEmpty
    }
    // One line may be the longest by itself.
    guard full.count >= 2 else { return [] }
    return full.filter { !$0.1.isOfTrace }.map(\.0.range.upperBound)
  }
}
