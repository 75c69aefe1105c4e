import Diagnosis
import Evidence

/// The timeline as a picture: a lane for each log, the JobManagers' first; what a rotated log goes
/// on in is in the lane of its first part.
///
/// Stretches without an event are cut short, so that a minute of trouble after a week of peace is
/// still wide enough to read.
struct LogsPicture {
  private let logs: LogEvidence
  private let lines: [TimelineLines.Line]
  private let names: LogNames
  private let moments: LogMoments
  private let scale: TimeScale

  private static let lane = 36
  private static let left = 170
  private static let width = 1100

  init(
    _ logs: LogEvidence, _ lines: [TimelineLines.Line], _ names: LogNames, _ moments: LogMoments
  ) {
    self.logs = logs
    self.lines = lines
    self.names = names
    self.moments = moments
    let edges = logs.files.flatMap { file in
      file.runs.flatMap { [$0.firstTime, $0.lastTime].compactMap { $0 } }
    }
    scale = TimeScale(
      lines.compactMap(\.time) + edges, from: Self.left, to: Self.width - 60)
  }

  /// nil where nothing has a time.
  var rendered: String? {
    guard !scale.isEmpty else { return nil }
    let order = logs.files.indices.filter { logs.files[$0].continues == nil }.sorted {
      (logs.files[$0].component.order, $0) < (logs.files[$1].component.order, $1)
    }
    let height = order.count * Self.lane + 50
    var text = """
      <svg viewBox="0 0 \(Self.width) \(height)" \
      width="\(Self.width)" height="\(height)" role="img" aria-label="Timeline">

      """
    for cut in scale.cuts {
      text += """
        <rect x="\(cut.x)" y="6" width="\(cut.width)" height="\(height - 40)" fill="#8882">\
        <title>\(LogMoments.span(cut.milliseconds)) without an event</title></rect>

        """
    }
    for (row, file) in order.enumerated() { text += lane(file, row * Self.lane + 24) }
    for (x, time) in scale.ticks {
      text += """
        <line x1="\(x)" y1="6" x2="\(x)" y2="\(height - 34)" stroke="#8885"/>\
        <text x="\(x)" y="\(height - 18)" text-anchor="middle">\(moments.clock(time))</text>

        """
    }
    return text + "</svg>\n"
  }

  private func lane(_ file: Int, _ y: Int) -> String {
    let log = logs.files[file]
    let address = log.advertised.map { " \($0.host)" } ?? ""
    let label = String((names[file] + address).unicodeScalars.prefix(24).map(Character.init))
    var text = "<text x=\"4\" y=\"\(y + 4)\">\(HTML.escaped(label))</text>\n"
    let parts = parts(of: file)
    for run in parts.flatMap({ logs.files[$0].runs }) {
      guard let first = run.firstTime, let last = run.lastTime else { continue }
      let (x, end) = (scale.x(first), scale.x(last))
      text += """
        <rect x="\(x)" y="\(y - 5)" width="\(max(2, end - x))" height="10" rx="5" \
        fill="var(--bar)"/>

        """
      if run.end == .open {
        text += """
          <text x="\(end + 4)" y="\(y + 4)">⋯<title>its log ends without a line of a stop</title>\
          </text>

          """
      }
    }
    for silence in logs.silences
    where parts.contains(silence.file) && silence.milliseconds >= 30_000 {
      let (x, end) = (scale.x(silence.from), scale.x(silence.to))
      text += """
        <line x1="\(x)" y1="\(y)" x2="\(end)" y2="\(y)" stroke="currentColor" \
        stroke-dasharray="2 4"><title>silent for \(LogMoments.span(silence.milliseconds))</title>\
        </line>

        """
    }
    return text + marks(parts, y)
  }

  /// A file, and those that it goes on in.
  private func parts(of file: Int) -> [Int] {
    var parts = [file]
    while let next = logs.files.indices.first(where: { logs.files[$0].continues == parts.last }),
      !parts.contains(next)
    { parts.append(next) }
    return parts
  }

  /// Of lines that fall on one point the gravest is on top.
  private func marks(_ parts: [Int], _ y: Int) -> String {
    var points: [Int: (severity: Severity?, texts: [String])] = [:]
    for line in lines where parts.contains(line.file) {
      guard let time = line.time else { continue }
      let x = scale.x(time)
      let known = points[x]?.severity
      let gravest = [known, line.severity].compactMap { $0 }.max()
      points[x, default: (nil, [])].severity = gravest
      if points[x]?.texts.count ?? 0 < 6 {
        points[x]?.texts.append("\(moments.clock(time)) \(line.text)\(line.remark)")
      }
    }
    return points.sorted { $0.key < $1.key }.map { x, point in
      let radius = point.severity == nil ? 3 : 6
      let color = point.severity.map { "var(--\($0.rawValue))" } ?? "currentColor"
      return """
        <circle cx="\(x)" cy="\(y)" r="\(radius)" fill="\(color)"><title>\
        \(HTML.escaped(point.texts.joined(separator: "\n")))</title></circle>

        """
    }.joined()
  }
}

extension LogFileEvidence.Component {
  /// JobManagers above TaskManagers.
  fileprivate var order: Int {
    switch self {
    case .client: 0
    case .jobManager: 1
    case .taskManager: 2
    case .unknown: 3
    }
  }
}
