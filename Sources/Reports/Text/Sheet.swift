import Diagnosis
import FlinkConfiguration

/// The lines of one block, all hung on the same margin.
struct Sheet {
  let painter: Painter
  let width: Int
  /// Digits of the widest line number.
  let gutter: Int
  private(set) var text = ""

  init(painter: Painter, width: Int, gutter: Int) {
    self.painter = painter
    self.width = max(40, width)
    self.gutter = gutter
  }

  /// What a quoted line may take.
  var quoteWidth: Int { width - gutter - 3 }

  mutating func head(_ finding: CheckResult) {
    let severity = finding.severity ?? .info
    let name = "\(severity.rawValue)[\(finding.id)]: "
    let lines = Display.folded(finding.headline, width: width - name.utf8.count)
    for (at, line) in lines.enumerated() {
      let start =
        at == 0 ? painter.paint(name, as: severity) : String(repeating: " ", count: name.utf8.count)
      text += start + painter.paint(line, .strong) + "\n"
    }
  }

  mutating func place(_ location: Location, _ excerpt: Excerpt?, _ severity: Severity) {
    let margin = String(repeating: " ", count: gutter)
    text += margin + painter.paint("-->", .faint) + " " + Reports.place(location) + "\n"
    guard let excerpt, let line = location.range?.start.line else { return }
    text += number(line) + excerpt.text + "\n"
    text +=
      painter.paint(margin + " | ", .faint) + painter.paint(excerpt.underline, as: severity) + "\n"
  }

  /// A line that is quoted without a caret.
  mutating func quote(_ line: Int, _ source: String) {
    text += number(line) + Excerpt.beginning(of: source, width: quoteWidth) + "\n"
  }

  /// `= label:` alone, for what follows as lines of its own.
  mutating func label(_ label: String) {
    text += String(repeating: " ", count: gutter) + painter.paint(" = ", .faint) + label + ":\n"
  }

  /// `= label: text`, folded.
  mutating func note(_ label: String, _ note: String) {
    add(label, Display.folded(note, width: width - gutter - 5 - label.utf8.count))
  }

  /// The fix is there to be copied: `key: value` keeps its line however long it is, and only prose
  /// is folded.
  mutating func fix(_ fix: String) {
    let room = width - gutter - 8
    let lines = fix.split(separator: "\n").flatMap { line in
      Self.isPair(line) || Display.columns(String(line)) <= room
        ? [Display.line(String(line))] : Display.folded(String(line), width: room)
    }
    add("fix", lines, .good)
  }

  /// `taskmanager.host: tm1`; the key of an option has a dot, a word of prose has none.
  private static func isPair(_ line: Substring) -> Bool {
    let key = line.prefix { $0 != ":" && $0 != " " }
    return key.contains(".") && line.dropFirst(key.count).hasPrefix(": ")
  }

  /// A finding that the block's one brings about, in short.
  mutating func item(_ result: CheckResult, at place: String?, alsoOn nodes: [String] = []) {
    let severity = result.severity ?? .info
    let margin = String(repeating: " ", count: gutter + 3)
    let name = "\(severity.rawValue)[\(result.id)]"
    let shown = nodes.prefix(6) + (nodes.count > 6 ? ["\(nodes.count - 6) more"] : [])
    let others = nodes.isEmpty ? "" : " (and on \(shown.joined(separator: ", ")))"
    let rest = (place.map { "\($0)\(others): " } ?? "") + result.headline
    let lines = Display.folded(rest, width: width - margin.utf8.count - name.utf8.count - 1)
    for (at, line) in lines.enumerated() {
      let start =
        at == 0 ? painter.paint(name, as: severity) : String(repeating: " ", count: name.utf8.count)
      text += margin + start + " " + line + "\n"
    }
  }

  private func number(_ line: Int) -> String {
    let digits = "\(line)"
    let blanks = String(repeating: " ", count: max(0, gutter - digits.utf8.count))
    return painter.paint(blanks + digits + " | ", .faint)
  }

  private mutating func add(_ label: String, _ lines: [String], _ style: Painter.Style? = nil) {
    let margin = String(repeating: " ", count: gutter)
    let hang = String(repeating: " ", count: gutter + 5 + label.utf8.count)
    for (at, line) in lines.enumerated() {
      let line = style.map { painter.paint(line, $0) } ?? line
      text += (at == 0 ? margin + painter.paint(" = ", .faint) + label + ": " : hang) + line + "\n"
    }
  }
}
