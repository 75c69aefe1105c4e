package import Diagnosis
package import Evidence

/// What the logs of one cluster tell together: stretches of trouble, and the cause of each.
///
/// Lines about lost connections are nearly always consequences. So every stretch (an episode: no two
/// lines of it are more than two minutes apart) has one principal: what says most about the reason,
/// and of equals the earliest. All that says less in the same stretch is shown under it.
package struct LogStory: Sendable {
  package let evidence: LogEvidence
  package private(set) var happenings: [LogHappening] = []
  package internal(set) var inferences: [LogInference] = []
  /// By episode: a signature's id and author, or an inference.
  private var principals: [Int: Principal] = [:]
  /// Of each file, whose it is.
  let processes: [LogProcess]
  let episodes: [Episode]
  private let landmarks: [LogLandmark: [LogEvent]]

  /// A stretch of time in which things went wrong.
  struct Episode: Sendable {
    var from: Int64
    var to: Int64
  }

  enum Principal: Sendable, Hashable {
    case happening(Int)
    case inference(Int)
  }

  /// Between two lines of one stretch there is less than this.
  static let gap: Int64 = 120_000

  init(_ evidence: LogEvidence, signatures: [any LogSignature.Type]) {
    let evidence = evidence.onTheLogsClock
    self.evidence = evidence
    processes = evidence.files.indices.map { Self.process(of: $0, in: evidence) }
    var landmarks: [LogLandmark: [LogEvent]] = [:]
    for event in evidence.events {
      for landmark in event.ids.compactMap(LogLandmark.init) {
        landmarks[landmark, default: []].append(event)
      }
    }
    self.landmarks = landmarks
    var times = EventTimes()
    var found: [(event: LogEvent, type: any LogSignature.Type, time: Int64)] = []
    let byId = Dictionary(uniqueKeysWithValues: signatures.map { ($0.card.id, $0) })
    let byLandmark = Dictionary(
      uniqueKeysWithValues: signatures.compactMap { type in
        type.landmark.map { ($0.rawValue, type) }
      })
    for event in evidence.events where !Self.isOfOthers(event, in: evidence) {
      let time = times.time(of: event)
      for id in event.ids {
        guard let type = byId[id] ?? byLandmark[id], type.accepts(event) else { continue }
        found.append((event, type, time))
      }
    }
    var episodes: [Episode] = []
    for each in found where each.type.rank > .note {
      let end = max(each.time, each.event.lastTime ?? each.time)
      if let last = episodes.last, each.time - last.to <= Self.gap {
        episodes[episodes.count - 1].to = max(last.to, end)
      } else {
        episodes.append(Episode(from: each.time, to: end))
      }
    }
    self.episodes = episodes
    struct Key: Hashable {
      var id: String
      var file: Int
      var episode: Int
    }
    var groups: [Key: [LogEvent]] = [:]
    var order: [(key: Key, rank: LogRank)] = []
    for each in found {
      let episode = Self.episode(at: each.time, in: episodes)
      let key = Key(id: each.type.card.id, file: each.event.file, episode: episode)
      if groups[key] == nil { order.append((key, each.type.rank)) }
      groups[key, default: []].append(each.event)
    }
    happenings = order.map { key, rank in
      LogHappening(
        id: key.id, rank: rank, episode: key.episode, author: processes[key.file],
        events: groups[key] ?? [])
    }
    markHealing(byId)
    markPlanned()
    infer()
    choosePrincipals()
    markStops()
  }

  /// The episode that a time is in, or the nearest one.
  static func episode(at time: Int64, in episodes: [Episode]) -> Int {
    if let at = episodes.lastIndex(where: { $0.from - gap <= time && time <= $0.to + gap }) {
      return episodes.firstIndex { $0.from <= time && time <= $0.to } ?? at
    }
    return episodes.lastIndex { $0.from <= time } ?? 0
  }

  /// Whether a line is of a log whose actor systems are those of Spark or of another program.
  private static func isOfOthers(_ event: LogEvent, in evidence: LogEvidence) -> Bool {
    let file = evidence.files[event.file]
    return !file.foreignSystems.isEmpty && file.component == .unknown && file.version == nil
  }

  /// Lines without a time are where their neighbours in the file are.
  private struct EventTimes {
    private var last: [Int: Int64] = [:]

    mutating func time(of event: LogEvent) -> Int64 {
      let time = event.time ?? last[event.file] ?? 0
      last[event.file] = time
      return time
    }
  }

  package func isPrincipal(_ happening: LogHappening) -> Bool {
    guard case .happening(let at) = principals[happening.episode] else { return false }
    return happenings[at].id == happening.id && happenings[at].author == happening.author
  }

  /// Another log says the same as the principal does.
  package func isAlike(_ happening: LogHappening) -> Bool {
    guard case .happening(let at) = principals[happening.episode] else { return false }
    let principal = happenings[at]
    if principal.id == happening.id { return principal.author != happening.author }
    // Two signatures of one record, a line and its stack trace, are one fact.
    let lines = happenings.lazy.filter { $0.id == principal.id && $0.episode == principal.episode }
    return lines.contains { other in
      other.events.contains { event in
        happening.events.contains { $0.isOfRecord(of: event) }
      }
    }
  }

  /// What probes of today find when a process says itself why it ended, and did not come back.
  package func outcome(of happening: LogHappening) -> Set<Symptom> {
    guard happening.rank == .proof, happening.episode == episodes.count - 1,
      let peer = happening.author.peer, let port = peer.port
    else { return [] }
    return [.unreachable(host: peer.host, port: port)]
  }

  package func isPrincipal(_ inference: LogInference) -> Bool {
    guard case .inference(let at) = principals[inference.episode] else { return false }
    return inferences[at] == inference
  }

  /// How much the principal of an episode says.
  package func weight(ofEpisode episode: Int) -> LogRank {
    switch principals[episode] {
    case .happening(let at): happenings[at].weight
    case .inference(let at): inferences[at].weight
    case nil: .note
    }
  }

  /// The events of a landmark, of one file where it is given.
  package func events(_ landmark: LogLandmark, file: Int? = nil) -> [LogEvent] {
    (landmarks[landmark] ?? []).filter { file == nil || $0.file == file }
  }

  package func happenings(of signature: (some LogSignature).Type) -> [LogHappening] {
    happenings.filter { $0.id == signature.card.id }
  }

  // MARK: Building

  private mutating func markHealing(_ types: [String: any LogSignature.Type]) {
    for at in happenings.indices {
      guard types[happenings[at].id]?.heals == true, let file = happenings[at].author.file,
        let time = happenings[at].time, let last = happenings[at].lastTime
      else { continue }
      let registered = events(.registered, file: file).compactMap(\.time)
      let found = events(.resolvedResourceManager, file: file).compactMap(\.time)
      guard (registered + found).contains(where: { $0 >= last }) else { continue }
      happenings[at].isHealed = true
      let run = evidence.run(of: happenings[at].first)
      let wasConnected = registered.contains { $0 < time && $0 >= run?.firstTime ?? $0 }
      happenings[at].isOfStart = !wasConnected
    }
  }

  /// What is heard of a process that was told to stop, or that the JobManager let go, is no fault.
  private mutating func markPlanned() {
    for at in happenings.indices {
      let happening = happenings[at]
      let isOfConnections = [
        AssociationsLast.card.id, PeersAcceptConnections.card.id, JobManagersAreFound.card.id,
      ].contains(happening.id)
      guard isOfConnections else { continue }
      happenings[at].isOfStop = happening.events.allSatisfy { event in
        guard let address = event.addresses.first(where: { $0.system != nil && $0.isFlinks })
        else { return false }
        return isPlanned(peer(address, of: happening.author), at: event.time)
      }
    }
  }

  private mutating func choosePrincipals() {
    for episode in episodes.indices {
      var best: (principal: Principal, weight: LogRank, time: Int64)?
      func offer(_ principal: Principal, _ weight: LogRank, _ time: Int64?) {
        let time = time ?? .max
        if let best, (best.weight, -best.time) >= (weight, -time) { return }
        best = (principal, weight, time)
      }
      let inside = happenings.indices.filter { happenings[$0].episode == episode }
      let firstLoss = inside.filter {
        LogRank.trace...LogRank.network ~= happenings[$0].rank && !happenings[$0].isOfStart
      }
      .compactMap { happenings[$0].time }.min()
      let hasFailure = inside.contains {
        happenings[$0].id == JobsRun.card.id || happenings[$0].rank == .proof
      }
      for at in inside where happenings[at].rank > .note {
        let happening = happenings[at]
        if happening.rank == .stop {
          // A stop after the fact is the operator's answer, not the cause; but the scripts end
          // TaskManagers first.
          let patience: Int64 = hasFailure ? 2000 : 15_000
          guard let time = happening.time, time <= (firstLoss ?? .max / 2) + patience else {
            continue
          }
        }
        offer(.happening(at), happening.weight, happening.time)
      }
      for at in inferences.indices where inferences[at].episode == episode {
        // What a process that was told to stop leaves behind looks the same.
        if inferences[at].kind == .gone, case .happening(let stop) = best?.principal,
          happenings[stop].rank == .stop
        {
          continue
        }
        offer(.inference(at), inferences[at].weight, inferences[at].time)
      }
      principals[episode] = best?.principal
    }
  }

  /// What follows an orderly stop is no fault.
  private mutating func markStops() {
    for (episode, principal) in principals {
      guard case .happening(let stop) = principal, happenings[stop].rank == .stop else { continue }
      for at in happenings.indices
      where happenings[at].episode == episode && happenings[at].rank < .stop {
        happenings[at].isOfStop = true
      }
      // What a process that was told to stop leaves behind looks like one that was killed.
      inferences.removeAll { $0.episode == episode && $0.kind == .gone }
    }
  }
}

extension ClosedRange where Bound == LogRank {
  fileprivate static func ~= (range: Self, rank: LogRank) -> Bool { range.contains(rank) }
}

extension LogEvent {
  /// Whether two events stand in one record; where no line begins one, in one line.
  fileprivate func isOfRecord(of other: LogEvent) -> Bool {
    guard file == other.file else { return false }
    if line == other.line { return true }
    guard time != nil, time == other.time, abs(line - other.line) < 400 else { return false }
    return (record ?? text).cut(to: 200) == (other.record ?? other.text).cut(to: 200)
  }
}
