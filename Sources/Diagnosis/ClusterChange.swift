package import Evidence

/// Something that happened to a cluster between two looks at it.
package struct ClusterChange: Sendable, Hashable {
  /// The raw values stand in the JSON of `cluster --watch`.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    case lost = "unanswered"
    case back = "answers"
    case jobManagerRestarted = "jobmanager-restarted"
    case leaderChanged = "leader-changed"
    case versionChanged = "version-changed"
    case taskManagerRegistered = "taskmanager-registered"
    case taskManagerRestarted = "taskmanager-restarted"
    case taskManagerMoved = "taskmanager-moved"
    case taskManagerLost = "taskmanager-lost"
    case taskManagerStalls = "taskmanager-stalls"
    case taskManagerBeats = "taskmanager-beats"
    case jobAppeared = "job-appeared"
    case jobChanged = "job-changed"

    /// Something that nobody plans stands behind it, or may.
    package var isBad: Bool {
      switch self {
      case .lost, .jobManagerRestarted, .leaderChanged, .taskManagerRestarted, .taskManagerMoved,
        .taskManagerLost, .taskManagerStalls:
        true
      case .back, .versionChanged, .taskManagerRegistered, .taskManagerBeats, .jobAppeared,
        .jobChanged:
        false
      }
    }
  }

  package var kind: Kind
  /// `jobmanager`, a TaskManager's id, a job's id.
  package var subject: String
  /// A sentence without a full stop.
  package var text: String
  /// Whether it is bad by itself, such as a job that failed.
  package var isBad: Bool

  package init(_ kind: Kind, _ subject: String, _ text: String, isBad: Bool? = nil) {
    self.kind = kind
    self.subject = subject
    self.text = text
    self.isBad = isBad ?? kind.isBad
  }
}

/// What a watch keeps of one look.
package struct ClusterGlance: Sendable, Hashable {
  package var cluster: ClusterEvidence
  /// Of the JobManager's actor system, which has another one after each start; nil when it was not
  /// asked, or cannot be reached from here.
  package var uid: Int64?
  /// How long a TaskManager may be silent before it counts as stalled, in milliseconds.
  package var longestBeatMs: Double

  package init(cluster: ClusterEvidence, uid: Int64?, longestBeatMs: Double) {
    self.cluster = cluster
    self.uid = uid
    self.longestBeatMs = longestBeatMs
  }

  fileprivate var isAnswering: Bool { cluster.failure == nil }

  fileprivate var leader: String? {
    cluster.running("jobmanager.rpc.address").map { host in
      "\(host):\(cluster.running("jobmanager.rpc.port") ?? "?")"
    }
  }

  /// TaskManagers that were not heard of in time, as the newest heartbeat of all tells the time.
  fileprivate var stalled: Set<String> {
    let all = cluster.taskManagers ?? []
    let newest = all.map(\.lastHeartbeatMs).max() ?? 0
    let now = cluster.nowMs?.ms ?? Double(newest)
    return Set(
      all.filter { $0.lastHeartbeatMs > 0 && now - Double($0.lastHeartbeatMs) > longestBeatMs }
        .map(\.id))
  }
}

/// What changed from one look to the next, in a fixed order.
package func changes(from old: ClusterGlance, to new: ClusterGlance) -> [ClusterChange] {
  guard new.isAnswering else {
    return old.isAnswering
      ? [ClusterChange(.lost, "jobmanager", "REST does not answer any more")] : []
  }
  var changes: [ClusterChange] = []
  if !old.isAnswering { changes.append(ClusterChange(.back, "jobmanager", "REST answers")) }
  changes += jobManagerChanges(old, new)
  changes += taskManagerChanges(old, new)
  changes += jobChanges(old.cluster.jobs, new.cluster.jobs)
  return changes
}

private func jobManagerChanges(_ old: ClusterGlance, _ new: ClusterGlance) -> [ClusterChange] {
  var changes: [ClusterChange] = []
  // Each start makes a folder of a random name.
  let folders = [old, new].map { $0.cluster.running("web.tmpdir") }
  if let before = old.leader, let after = new.leader, before != after {
    changes.append(
      ClusterChange(.leaderChanged, "jobmanager", "the leader is \(after), no longer \(before)"))
  } else if let before = old.uid, let after = new.uid, before != after {
    changes.append(
      ClusterChange(
        .jobManagerRestarted, "jobmanager", "was started anew (uid \(after), was \(before))"))
  } else if old.uid == nil || new.uid == nil, let before = folders[0], let after = folders[1],
    before != after
  {
    changes.append(
      ClusterChange(.jobManagerRestarted, "jobmanager", "was started anew (\(after))"))
  }
  if let before = old.cluster.version, let after = new.cluster.version, before != after {
    changes.append(
      ClusterChange(.versionChanged, "jobmanager", "runs Flink \(after), no longer \(before)"))
  }
  return changes
}

private func taskManagerChanges(_ old: ClusterGlance, _ new: ClusterGlance) -> [ClusterChange] {
  guard let before = old.cluster.taskManagers, let after = new.cluster.taskManagers else {
    return []
  }
  var changes: [ClusterChange] = []
  let known = Dictionary(before.map { ($0.id, $0) }) { first, _ in first }
  let ids = Set(after.map(\.id))
  var gone = before.filter { !ids.contains($0.id) }
  for one in after {
    if let was = known[one.id] {
      if was.path != one.path {
        changes.append(
          ClusterChange(
            .taskManagerMoved, one.id, "is registered as \(one.path), no longer \(was.path)"))
      }
    } else if let at = gone.firstIndex(where: { $0.host == one.host && $0.rpcPort == one.rpcPort })
    {
      changes.append(
        ClusterChange(.taskManagerRestarted, one.id, "took the place of \(gone[at].id)"))
      gone.remove(at: at)
    } else {
      changes.append(
        ClusterChange(.taskManagerRegistered, one.id, "registered as \(one.host ?? one.path)"))
    }
  }
  changes += gone.map { ClusterChange(.taskManagerLost, $0.id, "is not registered any more") }
  let (were, are) = (old.stalled, new.stalled)
  changes += are.subtracting(were).sorted().map {
    ClusterChange(.taskManagerStalls, $0, "has not answered two heartbeats")
  }
  changes += were.subtracting(are).intersection(ids).sorted().map {
    ClusterChange(.taskManagerBeats, $0, "answers heartbeats again")
  }
  return changes
}

private func jobChanges(_ before: [ClusterJob]?, _ after: [ClusterJob]?) -> [ClusterChange] {
  guard let before, let after else { return [] }
  let known = Dictionary(before.map { ($0.id, $0) }) { first, _ in first }
  return after.compactMap { job in
    guard let was = known[job.id] else {
      return ClusterChange(.jobAppeared, job.id, "'\(job.name)' is \(job.state)")
    }
    guard was.state != job.state else { return nil }
    return ClusterChange(
      .jobChanged, job.id, "'\(job.name)' is \(job.state), was \(was.state)",
      isBad: ["FAILED", "FAILING", "RESTARTING"].contains(job.state))
  }
}
