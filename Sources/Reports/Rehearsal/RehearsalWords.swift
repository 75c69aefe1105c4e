package import Evidence

/// What came of a way, in few words.
package enum RehearsalWords {
  package static func outcome(_ path: RehearsedPath) -> String {
    if path.outcome == .reached {
      guard let stuck = path.stuckBytes else { return "ok" }
      return "stuck at \(stuck) B"
    }
    let word = path.outcome.rawValue.map { $0 == "-" ? " " : String($0) }.joined()
    return path.detail.isEmpty ? word : "\(word) (\(path.detail))"
  }

  /// Without the details: for a cell of a table.
  package static func cell(_ path: RehearsedPath) -> String {
    guard path.outcome == .reached else {
      return path.outcome.rawValue.map { $0 == "-" ? " " : String($0) }.joined()
    }
    if let stuck = path.stuckBytes { return "stuck at \(stuck) B" }
    return path.medianMs.map(Milliseconds.text) ?? "ok"
  }
}
