import Evidence

/// How far the clocks of two logs are apart, from what both of them record.
enum Skews {
  /// Nothing that both record at one moment takes longer to travel.
  private static let nearest: Int64 = 60_000

  static func estimate(_ evidence: LogEvidence) -> [LogSkew] {
    var skews: [LogSkew] = []
    let jobManagers = evidence.files.indices.filter { evidence.files[$0].component == .jobManager }
    for other in evidence.files.indices where evidence.files[other].component == .taskManager {
      for jobManager in jobManagers {
        let found =
          skew(
            other, jobManager, "registration of a TaskManager",
            registrations(evidence, other, jobManager))
          ?? skew(
            other, jobManager, "completed checkpoints", checkpoints(evidence, other, jobManager))
        if let found { skews.append(found) }
      }
    }
    return skews
  }

  /// The median tells; the way of the message is a part of it.
  private static func skew(
    _ file: Int, _ other: Int, _ basis: String, _ differences: [Int64]
  ) -> LogSkew? {
    guard !differences.isEmpty else { return nil }
    let sorted = differences.sorted()
    return LogSkew(
      file: file, other: other, milliseconds: sorted[sorted.count / 2], pairs: sorted.count,
      basis: basis)
  }

  private static func registrations(
    _ evidence: LogEvidence, _ taskManager: Int, _ jobManager: Int
  ) -> [Int64] {
    let registered = evidence.events(.registered).filter { $0.file == taskManager }
    let seen = evidence.events(.registeredTaskManager).filter { $0.file == jobManager }
    var differences: [Int64] = []
    for event in registered {
      guard let time = event.time, let own = evidence.run(of: event)?.advertised else { continue }
      let candidates = seen.filter { other in
        other.addresses.contains { $0.host == own.host && $0.port == own.port }
      }
      // Of several registrations the nearest is meant, unless the clocks are far apart.
      if let best = candidates.compactMap(\.time).min(by: { abs($0 - time) < abs($1 - time) }) {
        differences.append(time - best)
      }
    }
    return differences
  }

  private static func checkpoints(
    _ evidence: LogEvidence, _ taskManager: Int, _ jobManager: Int
  ) -> [Int64] {
    let completed = number(evidence.events(.checkpointCompleted), jobManager)
    let committed = number(evidence.events(.checkpointCommitted), taskManager)
    return committed.compactMap { number, time in completed[number].map { time - $0 } }
  }

  /// The checkpoint that an event tells, and when; of folded ones the first.
  private static func number(_ events: [LogEvent], _ file: Int) -> [Int: Int64] {
    var times: [Int: Int64] = [:]
    for event in events where event.file == file {
      guard let time = event.time, let text = event.text.after("heckpoint "),
        let number = Int(text.prefix { $0.isNumber })
      else { continue }
      times[number] = times[number] ?? time
    }
    return times
  }
}
