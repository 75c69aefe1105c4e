import FlinkConfiguration

/// A line of a file with a caret under the place, cut to a window around it where it is too long.
struct Excerpt {
  /// The line as the terminal shows it.
  let text: String
  /// Blanks, `^` and `~` for the rest of the range.
  let underline: String

  /// nil when there is nothing to point at.
  init?(line: String, range: TextRange, width: Int) {
    let length = line.unicodeScalars.count
    guard range.start.column >= 1, width >= 8 else { return nil }
    let caret = min(range.start.column - 1, length)
    let window = Window(line, length: length, around: caret, width: width)
    text = window.text
    let before = window.columns(window.first..<caret) + (window.cutsFront ? 1 : 0)
    let end =
      range.end.line == range.start.line ? min(max(range.end.column - 1, caret), length) : length
    let marked = max(1, window.columns(caret..<end))
    underline =
      String(repeating: " ", count: before) + "^" + String(repeating: "~", count: marked - 1)
  }

  /// The start of a line, without a caret.
  static func beginning(of line: String, width: Int) -> String {
    Window(line, length: line.unicodeScalars.count, around: 0, width: width).text
  }
}

/// The stretch of a line that fits into `width` columns, with the scalar `around` in it.
private struct Window {
  let first: Int
  let cells: [(text: String, columns: Int)]
  let cutsFront: Bool
  let text: String

  init(_ line: String, length: Int, around: Int, width: Int) {
    let low = max(0, around - width)
    let high = min(length, around + width)
    var cells = line.unicodeScalars.dropFirst(low).prefix(high - low).map(Display.cell)
    var first = low
    let lead = cells.prefix(around - low).reduce(0) { $0 + $1.columns }
    let rest = cells.dropFirst(around - low).reduce(0) { $0 + $1.columns }
    if low > 0 || high < length || lead + rest > width {
      // What follows the caret is worth more than what precedes it.
      var kept = lead
      let room = max(width / 3, width - rest - 2)
      while kept > room, !cells.isEmpty {
        kept -= cells.removeFirst().columns
        first += 1
      }
      var used = first > 0 ? 1 : 0
      let fitting = cells.prefix { cell in
        used += cell.columns
        return used < width
      }
      cells = Array(fitting)
    }
    self.first = first
    self.cells = cells
    cutsFront = first > 0
    text =
      (cutsFront ? "…" : "") + cells.map(\.text).joined()
      + (first + cells.count < length ? "…" : "")
  }

  /// How wide the scalars of `range` are, as far as the window shows them.
  func columns(_ range: Range<Int>) -> Int {
    let low = min(max(range.lowerBound - first, 0), cells.count)
    let high = min(max(range.upperBound - first, low), cells.count)
    return cells[low..<high].reduce(0) { $0 + $1.columns }
  }
}
