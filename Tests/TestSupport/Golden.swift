import FoundationEssentials
package import Testing

/// Holds `actual` against the file `path` of the checkout; `FLINKDOCTOR_RECORD=1` rewrites the file.
package func expectGolden(
  _ actual: String, _ path: String, sourceLocation: SourceLocation = #_sourceLocation
) {
  let file = URL(filePath: Repository.path(path))
  let expected = try? String(contentsOf: file, encoding: .utf8)
  if expected == actual { return }
  if ProcessInfo.processInfo.environment["FLINKDOCTOR_RECORD"] == "1" {
    do {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(actual.utf8).write(to: file)
    } catch {
      Issue.record("cannot record \(path): \(error)", sourceLocation: sourceLocation)
    }
    return
  }
  Issue.record(
    "\(path) \(difference(from: expected ?? "", to: actual)); FLINKDOCTOR_RECORD=1 rewrites it",
    sourceLocation: sourceLocation)
}

/// The first line that differs, as both sides have it.
private func difference(from expected: String, to actual: String) -> String {
  let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
  let new = actual.split(separator: "\n", omittingEmptySubsequences: false)
  for at in 0..<max(old.count, new.count) {
    let before = at < old.count ? String(old[at]) : "nothing"
    let after = at < new.count ? String(new[at]) : "nothing"
    if before != after { return "differs in line \(at + 1):\n- \(before)\n+ \(after)" }
  }
  return "differs in its end"
}
