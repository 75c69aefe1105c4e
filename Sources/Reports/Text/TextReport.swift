import Diagnosis
import FlinkConfiguration

/// The report for people: one block per cause with the place under a caret, then one line that sums up.
struct TextReport {
  let report: CheckReport
  let options: RenderingOptions
  private let painter: Painter
  /// By its path, an input's place among those of the report.
  private let inputs: [String: Int]

  init(_ report: CheckReport, _ options: RenderingOptions) {
    self.report = report
    self.options = options
    painter = Painter(color: options.color)
    inputs = report.inputs.indices.reduce(into: [:]) { $0[report.inputs[$1].path] = $1 }
  }

  var rendered: String {
    let findings = report.findings(options.show)
    var text = options.quiet ? "" : probedBlock + clusterBlock + rehearsalBlock
    var shown: [String: Int] = [:]
    for block in FindingBlock.blocks(findings) {
      shown[block.finding.id, default: 0] += 1
      if !options.verbose, shown[block.finding.id, default: 0] > Self.mostOfOneRule { continue }
      text += render(block) + "\n"
    }
    for (id, count) in shown.sorted(by: { $0.key < $1.key })
    where !options.verbose && count > Self.mostOfOneRule {
      text += "\(count - Self.mostOfOneRule) more of \(id); -v shows them all\n\n"
    }
    if options.quiet { return text }
    let more = list(.unknown, "not checked") + (options.verbose ? listing : "")
    text += more.isEmpty || findings.isEmpty && !options.verbose ? more : more + "\n"
    return text + SummaryLine(report, painter).rendered
  }

  /// Nobody reads the fiftieth block of one rule.
  private static let mostOfOneRule = 50

  private func render(_ block: FindingBlock) -> String {
    let finding = block.finding
    var sheet = Sheet(painter: painter, width: options.width, gutter: gutter(of: block))
    sheet.head(finding)
    if let location = finding.location {
      sheet.place(location, excerpt(location, sheet), finding.severity ?? .info)
    }
    if let versions = heldVersions(of: finding) { sheet.note("holds", versions) }
    if options.verbose, let card = report.cards[finding.id] { sheet.note("why", card.why) }
    for evidence in finding.evidence { sheet.note("seen", "\(evidence.source): \(evidence.text)") }
    for related in finding.related {
      sheet.note("see", "\(place(related.location)): \(related.message)")
      if let line = line(of: related.location) {
        sheet.quote(related.location.range?.start.line ?? 0, line)
      }
    }
    if let fix = finding.fix { sheet.fix(fix.text) }
    if !block.explained.isEmpty { sheet.label("brings about") }
    let effects = options.verbose ? block.explained.map { ($0, []) } : block.effects
    for (result, others) in effects {
      sheet.item(result, at: result.location.map(place), alsoOn: others)
    }
    return sheet.text
  }

  /// The widest line number that the block shows.
  private func gutter(of block: FindingBlock) -> Int {
    let places = [block.finding.location].compactMap { $0 } + block.finding.related.map(\.location)
    let numbers = places.filter { line(of: $0) != nil }.compactMap { $0.range?.start.line }
    return numbers.map { "\($0)".utf8.count }.max() ?? 1
  }

  private func line(of location: Location) -> String? {
    guard let at = location.range?.start.line else { return nil }
    // What the reader masked stands above what the folder knows of the same file.
    if let input = inputs[location.path] { return report.inputs[input].lines[at] }
    return report.inputs.lazy.compactMap { $0.companions[location.path]?[at] }.first
  }

  private func excerpt(_ location: Location, _ sheet: Sheet) -> Excerpt? {
    guard let line = line(of: location), let range = location.range else { return nil }
    return Excerpt(line: line, range: range, width: sheet.quoteWidth)
  }

  /// Said only when the finding holds for some of the possible versions.
  private func heldVersions(of finding: CheckResult) -> String? {
    let range = report.flinkVersion(of: finding)
    guard !finding.versions.isEmpty, finding.versions.count < range.versions.count else {
      return nil
    }
    return "in Flink \(VersionNames.of(finding.versions)); possible here: \(range)"
  }
}

/// `path:line:column`, as far as known.
func place(_ location: Location) -> String {
  let path = Display.line(location.path)
  guard let start = location.range?.start else { return path }
  return "\(path):\(start.line):\(start.column)"
}
