import Diagnosis
import Evidence

extension TextReport {
  /// The verdict, the matrix, and what does not fit into it.
  var rehearsalBlock: String {
    guard let rehearsal = report.facts.rehearsal else { return "" }
    var text = rehearsal.verdict.map { Display.line($0) + "\n" }.joined()
    let seen = rehearsal.seen
    if seen.taskManagers.count <= RehearsalMatrix.most, !seen.paths.isEmpty {
      text += "\n" + RehearsalMatrix(seen).text
    }
    let others = seen.paths.filter { !$0.isGood && !RehearsalMatrix.shows($0) }
    if !others.isEmpty { text += "\nNot on a way that Flink takes first, or not in the table:\n" }
    for path in others.prefix(30) {
      text +=
        Display.line(
          "  \(path.from) to \(path.to), \(path.role.words), \(path.address) port \(path.port): "
            + RehearsalWords.outcome(path)) + "\n"
    }
    if others.count > 30 { text += "  and \(others.count - 30) more, in --format json\n" }
    return text + "\n"
  }
}
