import Diagnosis
import Evidence

/// Who reaches whom, as a table: a line for each node that dials, a column for each that is dialled.
struct RehearsalMatrix {
  /// More nodes make no table that anybody reads.
  static let most = 12

  private let rows: [[String]]

  /// Whether a way has a cell: those that Flink takes, the JobManager's to data ports left out.
  static func shows(_ path: RehearsedPath) -> Bool {
    path.isFlinks && path.role != .blobServer
      && !(path.isFromJobManager && path.role == .taskManagerData)
  }

  init(_ seen: RehearsalEvidence) {
    var nodes: [String] = []
    let jobManager =
      seen.role == .jobManager
      ? seen.machine : seen.paths.first { $0.role == .jobManagerRpc }?.to ?? "jobmanager"
    for name in seen.taskManagers.map(\.machine) + seen.paths.flatMap({ [$0.from, $0.to] })
    where !nodes.contains(name) && name != jobManager { nodes.append(name) }
    var cells: [[String]: RehearsedPath] = [:]
    for path in seen.paths where Self.shows(path) {
      let from = path.isFromJobManager ? "" : path.from
      let to = path.role == .jobManagerRpc ? "" : path.to
      // The same machine may play both parts, so that the JobManager has no name here.
      if cells[[from, to]] == nil || !path.isGood { cells[[from, to]] = path }
    }
    let all = [""] + nodes
    let shown = { (name: String) in name.isEmpty ? "\(jobManager) (JobManager)" : name }
    let sources = all.filter { from in cells.keys.contains { $0[0] == from } }
    let targets = all.filter { to in cells.keys.contains { $0[1] == to } }
    rows =
      [["from \\ to"] + targets.map(shown)]
      + sources.map { from in
        [shown(from)]
          + targets.map { to in
            cells[[from, to]].map(RehearsalWords.cell) ?? (from == to ? "-" : "")
          }
      }
  }

  var text: String {
    guard let columns = rows.first?.count else { return "" }
    let widths = (0..<columns).map { column in
      rows.map { Display.line($0[column]).count }.max() ?? 0
    }
    return rows.map { row in
      let cells = row.indices.map { column in
        let cell = Display.line(row[column])
        return column == row.count - 1
          ? cell : cell + String(repeating: " ", count: widths[column] - cell.count)
      }
      return "  " + cells.joined(separator: "  ") + "\n"
    }.joined()
  }
}
