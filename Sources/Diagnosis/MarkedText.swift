package import FlinkConfiguration

/// Text of an example with `↓` before each place that a finding must point at.
package enum MarkedText {
  /// Without the marks.
  package static func plain(_ marked: String) -> String {
    String(String.UnicodeScalarView(marked.unicodeScalars.filter { $0 != "↓" }))
  }

  /// The places of the marks in the text without them.
  package static func marks(_ marked: String) -> [TextPosition] {
    var marks: [TextPosition] = []
    var position = TextPosition(line: 1, column: 1)
    for scalar in marked.unicodeScalars {
      switch scalar {
      case "↓": marks.append(position)
      case "\n": position = TextPosition(line: position.line + 1, column: 1)
      default: position.column += 1
      }
    }
    return marks
  }
}
