package import Diagnosis
import Evidence

/// The lines of `cluster --watch`: for people and for programs.
package struct ClusterWatchReport: Sendable {
  private let url: String
  private var last: ClusterGlance?
  private var counts: [ClusterChange.Kind: Int] = [:]
  private var looks = 0
  private var unanswered = 0
  /// Whether something happened that nobody plans.
  package private(set) var isBad = false

  package init(url: String) { self.url = url }

  /// What a look shows that the one before did not.
  package mutating func note(_ glance: ClusterGlance) -> [ClusterChange] {
    looks += 1
    if glance.cluster.failure != nil { unanswered += 1 }
    defer { last = glance.keeping(last) }
    guard let last else {
      isBad = glance.cluster.failure != nil
      return []
    }
    let changes = changes(from: last, to: glance)
    for change in changes {
      counts[change.kind, default: 0] += 1
      if change.isBad { isBad = true }
    }
    return changes
  }

  /// The line with which a watch begins.
  package static func first(_ glance: ClusterGlance, at time: String) -> String {
    let cluster = glance.cluster
    if let failure = cluster.failure {
      return "\(time) \(cluster.url) does not answer (\(failure.kind.rawValue))\n"
    }
    return "\(time) \(cluster.url): Flink \(cluster.version ?? "?"), "
      + "\(cluster.taskManagers?.count ?? 0) TaskManagers, \(cluster.live) jobs\n"
  }

  package static func line(_ change: ClusterChange, at time: String) -> String {
    let who =
      switch change.kind {
      case .jobAppeared, .jobChanged: "job \(change.subject)"
      case _ where change.subject == "jobmanager": "JobManager"
      default: "TaskManager \(change.subject)"
      }
    return "\(time) \(change.isBad ? "! " : "")\(who) \(Display.line(change.text))\n"
  }

  package static func json(_ change: ClusterChange, at time: String) -> String {
    JSONWriter.line([
      "event": .string(change.kind.rawValue), "isBad": .bool(change.isBad),
      "subject": .string(change.subject), "text": .string(change.text), "time": .string(time),
    ]) + "\n"
  }

  package static func firstJSON(_ glance: ClusterGlance, at time: String) -> String {
    let cluster = glance.cluster
    return JSONWriter.line([
      "event": "started", "flinkVersion": JSON(cluster.version),
      "jobs": .integer(cluster.live), "reason": JSON(cluster.failure?.kind.rawValue),
      "taskManagers": .integer(cluster.taskManagers?.count ?? 0), "time": .string(time),
      "url": .string(cluster.url),
    ]) + "\n"
  }

  package func summaryJSON(at time: String) -> String {
    JSONWriter.line([
      "changes": .object(
        counts.sorted { $0.key.rawValue < $1.key.rawValue }.map {
          JSON.Member($0.key.rawValue, .integer($0.value))
        }),
      "event": "summary", "looks": .integer(looks), "time": .string(time),
      "unanswered": .integer(unanswered),
    ]) + "\n"
  }

  package var summaryText: String {
    var text = "\(url): \(looks) looks, \(unanswered) without an answer"
    let all = counts.sorted { $0.key.rawValue < $1.key.rawValue }
    if all.isEmpty { text += "; nothing changed" }
    for (kind, count) in all { text += "; \(kind.rawValue) \(count)" }
    return text + "\n"
  }
}

extension ClusterEvidence {
  fileprivate var live: Int { (jobs ?? []).count { $0.isLive } }
}

extension ClusterGlance {
  /// With what was known before where this look has no answer, so that the next one is compared
  /// with that.
  fileprivate func keeping(_ last: ClusterGlance?) -> ClusterGlance {
    guard let last else { return self }
    var kept = self
    if kept.uid == nil { kept.uid = last.uid }
    if kept.cluster.taskManagers == nil { kept.cluster.taskManagers = last.cluster.taskManagers }
    if kept.cluster.jobs == nil { kept.cluster.jobs = last.cluster.jobs }
    if kept.cluster.configuration == nil {
      kept.cluster.configuration = last.cluster.configuration
    }
    return kept
  }
}
