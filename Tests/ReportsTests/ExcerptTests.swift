import Diagnosis
import FlinkConfiguration
import Reports
import Testing

/// The quoted line and the caret below it, as `check` prints them.
@Suite struct ExcerptTests {
  struct Quote: CustomTestStringConvertible {
    let name: String
    let line: String
    let range: TextRange
    var width = 60
    let expected: String

    var testDescription: String { name }
  }

  static let quotes = [
    Quote(
      name: "a value", line: "a: bcd", range: TextRange(line: 1, column: 4, length: 3),
      expected: """
        1 | a: bcd
          |    ^~~
        """),
    Quote(
      name: "an empty range", line: "a: bcd", range: TextRange(line: 1, column: 4, length: 0),
      expected: """
        1 | a: bcd
          |    ^
        """),
    Quote(
      name: "behind the line's end", line: "a:", range: TextRange(line: 1, column: 9, length: 4),
      expected: """
        1 | a:
          |   ^
        """),
    Quote(
      name: "more than one line", line: "a: [b,",
      range: TextRange(
        start: TextPosition(line: 1, column: 4), end: TextPosition(line: 3, column: 2)),
      expected: """
        1 | a: [b,
          |    ^~~
        """),
    Quote(
      name: "a tab is four blanks", line: "\ta: b\tc",
      range: TextRange(line: 1, column: 5, length: 3),
      expected: """
        1 |     a: b    c
          |        ^~~~~~
        """),
    Quote(
      name: "wide characters take two columns", line: "键: 值x",
      range: TextRange(line: 1, column: 4, length: 2),
      expected: """
        1 | 键: 值x
          |     ^~~
        """),
    Quote(
      name: "combining marks take none", line: "u\u{308}: x",
      range: TextRange(line: 1, column: 5, length: 1),
      expected: """
        1 | u\u{308}: x
          |    ^
        """),
    Quote(
      name: "what cannot be seen is shown", line: "\u{FEFF}a\u{A0}: \u{1B}[2J",
      range: TextRange(line: 1, column: 3, length: 1),
      expected: """
        1 | <U+FEFF>a<U+00A0>: ␛[2J
          |          ^~~~~~~~
        """),
    Quote(
      name: "a long line is cut around the caret",
      line: String(repeating: "x", count: 90) + "HERE" + String(repeating: "y", count: 90),
      range: TextRange(line: 1, column: 91, length: 4), width: 44,
      expected: """
        1 | …xxxxxxxxxxxxxHEREyyyyyyyyyyyyyyyyyyyyy…
          |               ^~~~
        """),
    Quote(
      name: "a long range is cut too",
      line: "key: " + String(repeating: "v", count: 90),
      range: TextRange(line: 1, column: 6, length: 90), width: 44,
      expected: """
        1 | key: vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv…
          |      ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
        """),
  ]

  @Test(arguments: quotes) func isQuoted(_ quote: Quote) {
    let report = CheckReport.oneFinding(line: quote.line, range: quote.range)
    let text = ReportFormat.text.render(report, options: RenderingOptions(width: quote.width))
    let lines = text.split(separator: "\n").map(String.init)
    #expect(lines.dropFirst(2).prefix(2).joined(separator: "\n") == quote.expected)
  }

  /// Any line, any place: nothing traps, and no quoted line is wider than the terminal.
  @Test func anyPlaceInAnyLine() {
    var random = Xorshift(state: 20_261_122)
    let pieces = ["a", ": ", "\t", "值", "\u{308}", "\u{1B}", "\u{FEFF}", "🎉", "\u{200D}", "#", " "]
    for _ in 0..<500 {
      let line = (0..<random.below(200)).map { _ in pieces[random.below(pieces.count)] }.joined()
      let start = TextPosition(line: 1, column: random.below(300) - 2)
      let end = TextPosition(line: 1 + random.below(2), column: random.below(300))
      let width = random.below(120)
      let report = CheckReport.oneFinding(
        line: line, range: TextRange(start: start, end: end))
      let text = ReportFormat.text.render(report, options: RenderingOptions(width: width))
      for quoted in text.split(separator: "\n") where quoted.hasPrefix("  | ") {
        // A caret behind the last column stands one further.
        #expect(quoted.unicodeScalars.count <= max(40, width) + 1, "\(line.debugDescription)")
      }
    }
  }
}

/// The same numbers in every run.
struct Xorshift {
  var state: UInt64

  mutating func below(_ limit: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(max(1, limit)))
  }
}
