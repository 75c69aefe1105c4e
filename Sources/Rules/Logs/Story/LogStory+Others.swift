import Diagnosis
import Evidence
import FlinkConfiguration

/// What stands beside the lines: addresses that the processes tell, deaths, collections.
extension LogStory {
  /// Where TaskManagers are refused or dropped: whether the JobManager tells another port or scheme.
  func differingAddresses(_ episode: Int) -> [LogInference] {
    let ids = [
      PeersAcceptConnections.card.id, PeersSpeakOneProtocol.card.id, JobManagersAreFound.card.id,
    ]
    for happening in happenings
    where happening.episode == episode && ids.contains(happening.id) && !happening.isHealed {
      // The JobManager may have been started a moment later than they looked for it.
      guard happening.author.role == .taskManager, let last = happening.lastTime,
        let dialled = happening.address,
        let manager = run(of: peer(dialled, of: happening.author), at: last + Self.together),
        let own = manager.advertised
      else { continue }
      var inference = LogInference(
        kind: .tlsDiffers, episode: episode, process: jobManager, witness: happening.author,
        time: happening.time, events: Array(happening.events.prefix(2)))
      if let mine = dialled.scheme, let other = own.scheme,
        mine.contains(".ssl.") != other.contains(".ssl.")
      {
        return [inference]
      }
      if happening.id == PeersAcceptConnections.card.id, let port = own.port,
        let asked = dialled.port, port != asked
      {
        inference.kind = .otherPort(own: "\(own.host):\(port)", dialled: dialled.spelled)
        return [inference]
      }
      if happening.id == PeersAcceptConnections.card.id,
        let bind = manager.configuration["jobmanager.bind-host"],
        LogAddress(host: bind).isLoopback, !dialled.isLoopback
      {
        inference.kind = .boundElsewhere(host: bind)
        return [inference]
      }
    }
    return []
  }

  /// A death that somebody else tells belongs to the episode that it began.
  func deaths(_ episode: Int) -> [LogInference] {
    evidence.deaths.compactMap { death in
      guard death.isFault else { return nil }
      if let time = death.time {
        guard episodes[episode].from - Self.gap <= time, time <= episodes[episode].to + 1000 else {
          return nil
        }
      } else if episode != episodes.count - 1 {
        return nil
      }
      let role: LogFileEvidence.Component =
        death.name.contains("jobmanager")
        ? .jobManager : death.name.contains("taskmanager") ? .taskManager : .unknown
      return LogInference(
        kind: .died(death), episode: episode, process: LogProcess(role: role, address: death.name),
        witness: LogProcess(role: .unknown), time: death.time ?? episodes[episode].from,
        events: [])
    }
  }

  /// Its shutdown hooks ran, and no line of its log says that anybody asked for it.
  func exits(_ episode: Int) -> [LogInference] {
    var seen: Set<LogProcess> = []
    return events(.closedTaskManager).compactMap { event in
      guard event.text.holds("The TaskExecutor is shutting down."), let time = event.time,
        Self.episode(at: time, in: episodes) == episode,
        let id = event.text.part(after: "TaskExecutor connection ", before: " "),
        let file = taskManager(id).file, seen.insert(taskManager(id)).inserted,
        let run = run(of: taskManager(id), at: time), run.hasStart,
        (run.lastTime ?? .max) >= time - 5000,
        events(.signal, file: file).isEmpty, events(.fatal, file: file).isEmpty
      else { return nil }
      return LogInference(
        kind: .exited, episode: episode, process: taskManager(id),
        witness: processes[event.file], time: time, events: [event])
    }
  }

  /// A long collection shortly before somebody was missed.
  func collections(_ episode: Int) -> [LogInference] {
    let lost = happenings.filter { $0.episode == episode && $0.rank == .loss }
    guard !lost.isEmpty else { return [] }
    return evidence.collections.compactMap { log in
      let pauses = log.longest.filter { pause in
        guard let time = pause.time else { return false }
        return pause.durationMs >= 5000 && episodes[episode].from - Self.gap <= time
          && time <= episodes[episode].to
      }
      guard let longest = pauses.max(by: { $0.durationMs < $1.durationMs }) else { return nil }
      return LogInference(
        kind: .collected(milliseconds: Int64(longest.durationMs)), episode: episode,
        process: LogProcess(
          role: .unknown, address: evidence.files[log.file].path, file: log.file),
        witness: lost[0].author, time: longest.time, events: [])
    }
  }
}

extension DeathEvidence {
  /// A process that ended well or was told to is no fault.
  var isFault: Bool {
    isOutOfMemory || ["Evicted", "Preempted", "Error", "NodeLost"].contains(reason)
      || ![nil, 0, 143].contains(exitCode)
  }
}
