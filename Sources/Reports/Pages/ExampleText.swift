import Diagnosis
import FlinkConfiguration

/// One example of a rule: what is expected, the file, and a caret where the finding points.
struct ExampleText {
  private let example: RuleExample
  private let card: RuleCard
  private let painter: Painter
  private let width: Int

  init(_ example: RuleExample, _ card: RuleCard, _ painter: Painter, width: Int) {
    self.example = example
    self.card = card
    self.painter = painter
    self.width = width
  }

  var rendered: String {
    var text = head + lines(of: example.text, example.marks)
    for log in example.logs {
      text += "    " + painter.paint("\(log.path):", .faint) + "\n"
      text += lines(of: log.text, MarkedText.marks(log.marked))
    }
    return text
  }

  private func lines(of shown: String, _ marks: [TextPosition]) -> String {
    var text = ""
    let lines = shown.split(separator: "\n", omittingEmptySubsequences: false)
    for (at, line) in lines.enumerated() where at + 1 < lines.count || !line.isEmpty {
      let scalars = Array(line.unicodeScalars)
      text += "    " + scalars.map { Display.cell($0).text }.joined() + "\n"
      let columns = marks.filter { $0.line == at + 1 }.map(\.column)
      if !columns.isEmpty { text += "    " + carets(columns, under: scalars) + "\n" }
    }
    return text
  }

  /// What is expected of which Flink, and what surrounds the file.
  private var head: String {
    let name = example.expected.name(card)
    let painted =
      switch example.expected {
      case .finding(let severity): painter.paint(name, as: severity ?? card.severity)
      case .healthy: painter.paint(name, .good)
      case .unknown: painter.paint(name, .faint)
      }
    let file = example.dialect == .flat ? ", flink-conf.yaml" : ", config.yaml"
    let isLogOnly = example.text.isEmpty && !example.logs.isEmpty
    let seen = ExampleSurroundings(example).descriptions
    let facts = (["Flink \(example.version)\(isLogOnly ? "" : file)"] + seen)
      .joined(separator: "; ")
    let lines = Display.folded(facts, width: width - name.utf8.count - 4)
    let hang = "\n" + String(repeating: " ", count: name.utf8.count + 4)
    return "  \(painted): \(lines.joined(separator: hang))\n"
  }

  private func carets(_ columns: [Int], under line: [Unicode.Scalar]) -> String {
    var text = ""
    var used = 0
    for column in columns.sorted() {
      let before = line.prefix(column - 1).reduce(0) { $0 + Display.cell($1).columns }
      text += String(repeating: " ", count: max(0, before - used)) + painter.paint("^", .error)
      used = before + 1
    }
    return text
  }
}
