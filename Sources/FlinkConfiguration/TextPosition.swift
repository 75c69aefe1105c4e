/// A place in a text: line and column count from 1, columns in Unicode scalars.
package struct TextPosition: Sendable, Hashable, Comparable {
  package var line: Int
  package var column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  package static func < (left: Self, right: Self) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

/// A stretch of text; `end` is exclusive.
package struct TextRange: Sendable, Hashable {
  package var start: TextPosition
  package var end: TextPosition

  package init(start: TextPosition, end: TextPosition) {
    self.start = start
    self.end = end
  }

  /// `length` scalars on one line.
  package init(line: Int, column: Int, length: Int) {
    self.start = TextPosition(line: line, column: column)
    self.end = TextPosition(line: line, column: column + length)
  }
}
