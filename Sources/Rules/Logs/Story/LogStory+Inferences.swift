import Evidence
import FlinkConfiguration

/// The distinguishing marks of the failures that no line names.
///
/// Measured on real pairs of 1.12.5 and 1.20.5: a killed process shows as `Disassociated` at once; a
/// frozen one as a heartbeat timeout of its peer alone and a gap in its own log; a partition as
/// timeouts on both sides in the same moment, without `Disassociated`; an address that the
/// JobManager does not answer to as a lookup every 20 s without a warning.
extension LogStory {
  /// Both sides count from the same heartbeat, so that timeouts of one loss come together.
  static let together: Int64 = 5000

  mutating func infer() {
    for episode in episodes.indices {
      inferences += brokenConnections(episode)
      inferences += lostHeartbeats(episode)
      inferences += unansweredLookups(episode)
      inferences += differingVersions(episode)
      inferences += differingAddresses(episode)
      inferences += deaths(episode)
      inferences += exits(episode)
      inferences += collections(episode)
    }
  }

  // MARK: Disassociated

  private func brokenConnections(_ episode: Int) -> [LogInference] {
    var broken: [LogProcess: (witness: LogProcess, events: [LogEvent])] = [:]
    var order: [LogProcess] = []
    for happening in happenings(of: AssociationsLast.self)
    where happening.episode == episode && !happening.isOfStart && !happening.isOfStop {
      for event in happening.events {
        guard let address = event.addresses.first(where: \.isFlinks) else { continue }
        var process = peer(address, of: happening.author)
        if address.system == "flink-metrics" {
          // The metrics of a process have a port of their own: it is one with who is dialled there.
          let same = order.first { $0.host == address.host }
          process = same ?? process
        }
        if let same = order.first(where: { $0.host == process.host }) {
          if address.system == "flink" {
            // The RPC address names the process better than that of the metrics.
            let seen = broken.removeValue(forKey: same)
            order.removeAll { $0 == same }
            broken[process] = seen
            order.append(process)
          } else {
            process = same
          }
        }
        if broken[process] == nil { order.append(process) }
        broken[process, default: (happening.author, [])].events.append(event)
      }
    }
    var seen: Set<LogProcess> = []
    return order.filter { seen.insert($0).inserted }.compactMap { process in
      guard let (witness, events) = broken[process] else { return nil }
      let sorted = events.sorted { ($0.time ?? .max) < ($1.time ?? .max) }
      let systems = Set(sorted.flatMap { $0.addresses.compactMap(\.system) })
      var inference = LogInference(
        kind: .gone, episode: episode, process: process, witness: witness, time: sorted[0].time,
        events: sorted, bothSystems: systems.isSuperset(of: ["flink", "flink-metrics"]))
      if isMutual(process, witness, sorted[0].time) { inference.kind = .cut }
      switch fate(of: process, at: sorted[0].time) {
      case .stopped: return nil
      case .livedOn: inference.kind = .cut
      case .ended, .unknown: break
      }
      return inference
    }
  }

  /// Both sides wrote that the other one closed the connection, so that both lived.
  private func isMutual(_ one: LogProcess, _ other: LogProcess, _ time: Int64?) -> Bool {
    guard let time, let file = one.file, file != other.file else { return false }
    return happenings(of: AssociationsLast.self).contains { happening in
      happening.author.file == file
        && happening.events.contains { event in
          abs((event.time ?? .max) - time) < 2000
            && event.addresses.contains { peer($0, of: one).host == other.host }
        }
    }
  }

  /// Whether a process had stopped in good order by then, or the JobManager had let it go.
  func isPlanned(_ process: LogProcess, at time: Int64?) -> Bool {
    guard let time else { return false }
    if let run = run(of: process, at: time), run.end == .shutDown, let last = run.lastTime,
      last <= time + 15_000, run.endText?.holds("FAILED") != true
    {
      return true
    }
    guard let address = process.address, process.role == .taskManager else { return false }
    return events(.closedTaskManager).contains { event in
      guard let id = event.text.part(after: " connection ", before: " "), let closed = event.time,
        ["idle timeout", "shutting down", "released", "no longer needed"]
          .contains(where: event.text.holds)
      else { return false }
      if id.hasPrefix(address + "-") { return abs(closed - time) < 60_000 }
      // YARN and Kubernetes call it by its container or pod, at the host or with no address at all.
      let host = address.split(separator: ":").first.map(String.init) ?? address
      let isOwnName = id.hasPrefix("container_") || !id.contains(":")
      return isOwnName && (id.contains("(") ? id.holds("(" + host + ":") : true)
        && -1000...10_000 ~= time - closed
    }
  }

  private enum Fate {
    case ended
    case stopped
    case livedOn
    case unknown
  }

  /// What its own log says of a process after a moment.
  private func fate(of process: LogProcess, at time: Int64?) -> Fate {
    guard let time, let run = run(of: process, at: time), let last = run.lastTime else {
      return .unknown
    }
    if run.end == .continued { return .unknown }
    if run.end == .shutDown, abs(last - time) < 60_000 { return .stopped }
    return last > time + 1000 ? .livedOn : .ended
  }

  /// The run of a process's own logs that a moment falls into.
  ///
  /// Flink's scripts begin another log with each start, and what starts later is not who was there.
  func run(of process: LogProcess, at time: Int64) -> LogRun? {
    guard let file = process.file else { return nil }
    let own = processes[file]
    let files = processes.indices.filter {
      $0 == file
        || own.address != nil && processes[$0].address == own.address
          && processes[$0].role == own.role
    }
    return files.flatMap { evidence.files[$0].runs }
      .filter { run in
        let start = run.firstTime ?? .min
        return start <= time || !run.hasStart && start <= time + Self.together
      }
      .max { $0.firstTime ?? .min < $1.firstTime ?? .min }
  }

  // MARK: Heartbeats

  private func lostHeartbeats(_ episode: Int) -> [LogInference] {
    var found: [LogInference] = []
    for happening in happenings(of: HeartbeatsArrive.self) where happening.episode == episode {
      for event in happening.events {
        guard let time = event.time else { continue }
        let process = HeartbeatsArrive.subject(of: event, in: self)
        let isKnown = inferences.contains {
          $0.episode == episode && $0.process.host == process.host && $0.process.host != nil
        }
        // A TaskManager repeats what the JobManager wrote about it.
        guard let file = process.file, file != happening.author.file, !isKnown else { continue }
        var inference = LogInference(
          kind: .gone, episode: episode, process: process, witness: happening.author, time: time,
          events: [event])
        let own = evidence.events.filter { $0.file == file }
        let answer = happenings(of: HeartbeatsArrive.self).filter { $0.author.file == file }
          .flatMap(\.events).first { abs(($0.time ?? .max) - time) <= Self.together }
        let next = own.first { ($0.time ?? .min) > time }
        if let answer {
          inference.kind = .partitioned
          inference.events.append(answer)
        } else if let gap = evidence.silences.first(where: {
          $0.file == file && $0.from < time - 5000 && $0.to > time + Self.together
        }) {
          inference.kind = .frozen(from: gap.from, to: gap.to)
          if let next { inference.events.append(next) }
        } else if fate(of: process, at: time) != .ended {
          continue
        }
        let isSaid = found.contains { other in
          switch (other.kind, inference.kind) {
          case (.partitioned, .partitioned):
            other.process == inference.witness || other.process == process
          default: other.process == process
          }
        }
        if !isSaid { found.append(inference) }
      }
    }
    // Who stood still missed the others' heartbeats, which is their silence to it alone.
    let frozen = found.filter { if case .frozen = $0.kind { true } else { false } }
    return frozen.isEmpty ? found : frozen
  }

  // MARK: Lookups

  /// A lookup that ends in 10 s and is tried again 10 s later: the port takes connections.
  private func unansweredLookups(_ episode: Int) -> [LogInference] {
    happenings(of: JobManagersAreFound.self).compactMap { happening in
      guard happening.episode == episode, !happening.isHealed, happening.count > 1 else {
        return nil
      }
      let others = happenings.contains {
        $0.episode == episode && $0.author == happening.author && $0.rank >= .loss
          && $0.id != happening.id
      }
      guard !others, let longest = happening.period, longest >= 15_000 else { return nil }
      let address = happening.first.addresses.first
      // An actor below `temp` waits for the answer to one question.
      let discarded = happenings(of: MessagesAreRead.self)
        .filter { $0.episode == episode && $0.author == happening.author }
        .flatMap(\.events).first { $0.text.holds("/temp/") }
      return LogInference(
        kind: discarded == nil ? .unanswered : .answersDiscarded, episode: episode,
        process: address.map { peer($0, of: happening.author) } ?? jobManager,
        witness: happening.author, time: happening.time,
        events: (discarded.map { [$0] } ?? []) + happening.events)
    }
  }

  // MARK: Versions

  private func differingVersions(_ episode: Int) -> [LogInference] {
    var runs: [(file: Int, minor: String)] = []
    for file in evidence.files.indices {
      guard let version = evidence.files[file].version else { continue }
      let minor = version.split(separator: ".").prefix(2).joined(separator: ".")
      if processes[file].role != .client { runs.append((file, minor)) }
    }
    guard let first = runs.first, let other = runs.first(where: { $0.minor != first.minor })
    else { return [] }
    return [
      LogInference(
        kind: .versionsDiffer, episode: episode, process: processes[other.file],
        witness: processes[first.file], time: episodes[episode].from, events: [])
    ]
  }
}

extension LogHappening {
  /// The mean time between its lines.
  var period: Int64? {
    guard count > 1, let time, let lastTime, lastTime > time else { return nil }
    return (lastTime - time) / Int64(count - 1)
  }
}
