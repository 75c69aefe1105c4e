extension LogEvidence {
  /// Whether everything names a file that is there, and the zone is one: what was saved may have
  /// been damaged since.
  package var isConsistent: Bool {
    let places =
      events.map(\.file) + silences.map(\.file) + collections.map(\.file) + deaths.map(\.file)
      + skews.flatMap { [$0.file, $0.other] }
    return places.allSatisfy(files.indices.contains) && abs(zone ?? 0) <= 24 * 60
  }
}
