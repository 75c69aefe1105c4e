import Evidence

/// All that is searched for, and to which signatures and landmarks each literal belongs.
///
/// Making it takes milliseconds, and many logs can be read with one.
package struct PatternTable: Sendable {
  let search: LiteralSearch
  /// By the place of the literal in the search: its ids, sorted.
  let ids: [[String]]
  /// Its length in Unicode scalars.
  let lengths: [Int]
  /// Lines that are only counted once they were seen: a busy job has one each second.
  let isCounted: [Bool]
  /// Lines that are told once for all tasks of a job.
  let isFailure: [Bool]
  /// Literals that find a line by its level; others of the line say more.
  let isLevel: [Bool]
  /// Lines of which each begins something.
  let isStart: [Bool]
  /// Lines of which each shows that a TaskManager is there, or is back.
  let isRegistration: [Bool]
  let isJobState: [Bool]

  /// Ids that are the reader's own and become no events.
  static let death = "~death"

  package init(_ patterns: [LogPattern]) {
    var owners: [String: Set<String>] = [:]
    for pattern in patterns {
      for literal in pattern.literals { owners[literal, default: []].insert(pattern.id) }
    }
    for landmark in LogLandmark.allCases {
      for literal in landmark.literals {
        owners[literal, default: []].insert(landmark.rawValue)
      }
    }
    for literal in DeathText.literals { owners[literal, default: []].insert(Self.death) }
    let literals = owners.keys.sorted()
    search = LiteralSearch(literals)
    ids = literals.map { owners[$0, default: []].sorted() }
    lengths = literals.map(\.unicodeScalars.count)
    let counted = [LogLandmark.checkpointTriggered, .checkpointCompleted, .checkpointCommitted]
      .map(\.rawValue)
    isCounted = ids.map { $0.allSatisfy(counted.contains) }
    isStart = ids.map { $0.contains(LogLandmark.started.rawValue) }
    let registrations = [LogLandmark.registered, .registeredTaskManager].map(\.rawValue)
    isRegistration = ids.map { $0.contains(where: registrations.contains) }
    isJobState = ids.map { $0.contains(LogLandmark.jobState.rawValue) }
    isLevel = literals.map { $0.hasPrefix(" ERROR ") }
    isFailure = ids.map { $0 == [LogLandmark.taskFailed.rawValue] }
  }
}
