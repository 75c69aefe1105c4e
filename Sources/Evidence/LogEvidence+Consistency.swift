extension LogEvidence {
  /// Whether everything names a file that is there: what was saved may have been damaged since.
  package var isConsistent: Bool {
    let places =
      events.map(\.file) + silences.map(\.file) + collections.map(\.file) + deaths.map(\.file)
      + skews.flatMap { [$0.file, $0.other] }
    return places.allSatisfy(files.indices.contains)
  }
}
