import Foundation
import Synchronization
import TestSupport

/// What every scenario showed in this run; the full matrix writes it to `RESULTS.md`.
enum Results {
  private struct Row {
    let scenario: String
    let version: String
    let causes: [String]
    let seconds: Double
  }

  private static let rows = Mutex<[Row]>([])

  static let isMatrix = ProcessInfo.processInfo.environment["FLINKDOCTOR_LAB"] == "matrix"

  static func note(_ version: String, _ scenario: Scenario, _ judgement: Judgement) {
    note(version, scenario.name, judgement.causes.map(\.id), judgement.seconds)
  }

  static func note(_ version: String, _ name: String, _ causes: [String], _ seconds: Double) {
    rows.withLock {
      $0.append(Row(scenario: name, version: version, causes: causes, seconds: seconds))
    }
    if isMatrix { write() }
  }

  /// The table so far, one line per scenario and a column per version.
  private static func write() {
    let all = rows.withLock { $0 }
    let versions = Set(all.map(\.version)).sorted {
      $0.compare($1, options: .numeric) == .orderedAscending
    }
    var names: [String] = []
    for row in all where !names.contains(row.scenario) { names.append(row.scenario) }
    var text = """
      # What the lab showed

      Written by `Tests/Lab/matrix` on \(Date.now.formatted(.iso8601)): the causes that \
      `flinkdoctor check` named, first cause first, and the seconds it took.

      | scenario | \(versions.joined(separator: " | ")) |
      | --- |\(versions.map { _ in " --- |" }.joined())

      """
    for name in names {
      let cells = versions.map { version in
        guard let row = all.first(where: { $0.scenario == name && $0.version == version }) else {
          return "not run"
        }
        let causes = row.causes.isEmpty ? "none" : row.causes.joined(separator: ", ")
        return causes + String(format: ", %.1f s", row.seconds)
      }
      text += "| \(name) | \(cells.joined(separator: " | ")) |\n"
    }
    try? Data(text.utf8).write(to: URL(filePath: Repository.path("Tests/Lab/RESULTS.md")))
  }
}
