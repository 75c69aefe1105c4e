import Diagnosis
import Evidence

/// The report as one HTML page that needs nothing else: no network, no script.
struct LogsPage {
  private let report: LogsReport
  private let moments: LogMoments
  private let names: LogNames
  private let lines: [TimelineLines.Line]

  /// More rows than this no browser shows with pleasure.
  private static let most = 2000

  init(_ report: LogsReport, _ options: RenderingOptions) {
    self.report = report
    moments = LogMoments(report.logs)
    names = LogNames(report.logs)
    lines = TimelineLines(report, verbose: options.verbose).lines
  }

  var rendered: String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" \
    content="default-src 'none'; style-src 'unsafe-inline'">
    <meta name="viewport" content="width=device-width">
    <title>\(Self.title)</title>
    <style>
    \(Self.style)</style>
    </head>
    <body>
    <h1>\(Self.title)</h1>
    \(logs)\(diagnosis)\(picture)\(timeline)<footer>flinkdoctor \
    \(HTML.escaped(report.check.toolVersion)), \(HTML.escaped(report.check.startedAt))</footer>
    </body>
    </html>

    """
  }

  private static let title = "What the logs tell"

  // MARK: Parts

  private var logs: String {
    var text = "<h2>Logs</h2>\n<table>\n"
    for (at, file) in report.logs.files.enumerated() {
      let when = [file.firstTime, file.lastTime].map { $0.map(stamp) ?? "?" }
      let cells = [
        names[at], file.path, file.component.words, file.version ?? "",
        file.advertised.map { "\($0.host):\($0.port.map(String.init) ?? "?")" } ?? "",
        when.joined(separator: " to "), "\(file.lines) lines",
      ]
      text += "<tr>" + cells.map { "<td>\(HTML.escaped($0))</td>" }.joined() + "</tr>\n"
    }
    return text + "</table>\n"
  }

  private var diagnosis: String {
    let check = report.check.withoutSecrets
    let byFingerprint = Dictionary(
      check.results.map { ($0.fingerprint, $0) }, uniquingKeysWith: { first, _ in first })
    var text = "<h2>Diagnosis</h2>\n"
    var shown: Set<String> = []
    for cause in check.diagnosis {
      guard let result = byFingerprint[cause.cause] else { continue }
      shown.formUnion([cause.cause] + cause.explains)
      text += block(result, cause.explains.compactMap { byFingerprint[$0] })
    }
    for result in check.results where result.counts && !shown.contains(result.fingerprint) {
      text += block(result, [])
    }
    return shown.isEmpty && !text.contains("<section") ? text + "<p>Nothing found.</p>\n" : text
  }

  private func block(_ result: CheckResult, _ explained: [CheckResult]) -> String {
    let severity = result.severity ?? .info
    var text = """
      <section class="\(severity.rawValue)">
      <p><b>\(severity.rawValue) \(HTML.escaped(result.id))</b> \(HTML.escaped(result.message))</p>

      """
    if let fix = result.fix?.text { text += "<p>To do: \(HTML.escaped(fix))</p>\n" }
    if !result.evidence.isEmpty {
      let lines = result.evidence.map { "\($0.source)  \($0.text)" }.joined(separator: "\n")
      text += "<pre>\(HTML.escaped(lines))</pre>\n"
    }
    if !explained.isEmpty {
      text += "<details><summary>explains \(explained.count) more</summary>\n<ul>\n"
      for each in explained {
        text += "<li>\(HTML.escaped(each.id)) \(HTML.escaped(each.message))</li>\n"
      }
      text += "</ul>\n</details>\n"
    }
    return text + "</section>\n"
  }

  private var picture: String {
    let drawing = LogsPicture(report.logs, lines, names, moments)
    return drawing.rendered.map { "<h2>Timeline</h2>\n" + $0 } ?? ""
  }

  private var timeline: String {
    var text = "<table class=\"lines\">\n"
    for line in lines.prefix(Self.most) {
      let mark = line.severity.map { " class=\"\($0.rawValue)\"" } ?? ""
      text += "<tr\(mark)><td>\(line.time.map(stamp) ?? "")</td><td>\(names[line.file])</td>"
      text += "<td>\(HTML.escaped(line.text + line.remark))</td></tr>\n"
    }
    text += "</table>\n"
    let left = lines.count - Self.most
    return left > 0 ? text + "<p>\(left) more lines are not shown here.</p>\n" : text
  }

  private func stamp(_ time: Int64) -> String { "\(moments.date(time)) \(moments.clock(time))" }

  private static let style = """
    :root { color-scheme: light dark; --error: #d33; --warning: #c80; --info: #47c; --bar: #8884; }
    body { font: 15px/1.45 system-ui, sans-serif; margin: 2em auto; max-width: 75em; padding: 0 1em }
    table { border-collapse: collapse; width: 100% }
    td { padding: .15em .6em .15em 0; vertical-align: top; overflow-wrap: anywhere }
    .lines td { font: 12px/1.4 ui-monospace, monospace }
    td:first-child, .lines td:nth-child(2) { white-space: nowrap }
    section { border-left: 4px solid var(--info); margin: 1em 0; padding: .1em 1em }
    section.error { border-color: var(--error) }
    section.warning { border-color: var(--warning) }
    tr.error td { color: var(--error) }
    tr.warning td { color: var(--warning) }
    pre { font-size: 12px; overflow-x: auto }
    svg { font: 12px system-ui, sans-serif; max-width: 100% }
    svg text { fill: currentColor }
    footer { margin-top: 2em; opacity: .6 }

    """
}
