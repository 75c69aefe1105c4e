import Foundation
import Synchronization
import TestSupport

/// What every scenario showed in this run; the full matrix writes it to `RESULTS.md`.
enum Results {
  private struct Row {
    let scenario: String
    let version: String
    /// What the cell says: the causes and the time, or why there are none.
    let said: String
    let isAsExpected: Bool
  }

  private static let rows = Mutex<[Row]>([])
  private static let start = Date.now

  static let isMatrix = ProcessInfo.processInfo.environment["FLINKDOCTOR_LAB"] == "matrix"

  /// One scenario on one version; `isAsExpected` says whether all that is expected of it was so.
  static func note(_ version: String, _ scenario: String, _ said: String, isAsExpected: Bool) {
    rows.withLock {
      $0.append(
        Row(scenario: scenario, version: version, said: said, isAsExpected: isAsExpected))
      if isMatrix { write($0) }
    }
  }

  /// The same of a check: the causes that it named, or else its findings.
  static func note(
    _ version: String, _ scenario: String, _ judgement: Judgement, isAsExpected: Bool
  ) {
    let causes = judgement.causes.isEmpty ? judgement.alarms : judgement.causes
    let said = causes.isEmpty ? "no finding" : causes.map(\.id).joined(separator: ", ")
    note(
      version, scenario, said + String(format: ", %.1f s", judgement.seconds),
      isAsExpected: isAsExpected)
  }

  /// The table so far, one line per scenario and a column per version.
  private static func write(_ rows: [Row]) {
    let versions = Set(rows.map(\.version)).sorted {
      $0.compare($1, options: .numeric) == .orderedAscending
    }
    var names: [String] = []
    for row in rows where !names.contains(row.scenario) { names.append(row.scenario) }
    let failed = rows.filter { !$0.isAsExpected }.count
    var text = """
      # What the lab showed

      Written by `Tests/Lab/matrix`, \(start.formatted(.iso8601)) to \(Date.now.formatted(.iso8601)). \
      Of \(rows.count) runs \(rows.count - failed) showed what is expected, \(failed) did not: \
      those are marked ✘.

      A cell has the causes that `flinkdoctor check` named (where nothing is an error, its findings), \
      the first one first, and the seconds that it took. What is expected of each scenario stands in \
      `Scenarios*.swift`: which findings must be there, which cause must be first, two causes at \
      most, and within which time; of a healthy cluster no finding above info and no line in any log.

      | scenario | \(versions.joined(separator: " | ")) |
      | --- |\(versions.map { _ in " --- |" }.joined())

      """
    for name in names {
      let cells = versions.map { version in
        guard let row = rows.last(where: { $0.scenario == name && $0.version == version }) else {
          return "–"
        }
        return (row.isAsExpected ? "" : "✘ ") + row.said
      }
      text += "| \(name) | \(cells.joined(separator: " | ")) |\n"
    }
    try? Data(text.utf8).write(to: URL(filePath: Repository.path("Tests/Lab/RESULTS.md")))
  }
}
