import Evidence
import LogReading

/// Lines by which a process shows that it works again, beside those that are landmarks.
let recovery = LogPattern(
  id: "works-again",
  literals: [
    "switched from INITIALIZING to RUNNING", "switched from DEPLOYING to RUNNING",
    "Successful registration at job manager ",
  ])

extension LogEvidence {
  /// Without the trouble that is over: all that stands before a line which shows that whoever had it,
  /// or was missed, works again.
  ///
  /// In a TaskManager's log that is its registration, or a task that runs. In a JobManager's it is a
  /// task that runs, a checkpoint, the grant of leadership, and for one TaskManager its registration.
  /// Rotated logs are one. A client's log says nothing about the cluster of now. Of a TaskManager that
  /// is back the trouble stays that a job failed of which has not run since.
  func withoutOvercome() -> LogEvidence {
    let names = files.map { LogInputs.rotation(of: $0.path).name }
    var works: [String: Int64] = [:]
    var registered: [String: [String: Registration]] = [:]
    for event in events {
      guard let time = event.lastTime ?? event.time else { continue }
      let name = names[event.file]
      if event.ids.contains(where: Self.showsWork.contains) {
        works[name] = max(works[name] ?? time, time)
      }
      if event.ids.contains(LogLandmark.registeredTaskManager.rawValue),
        let registration = Registration(event, at: time)
      {
        registered[name, default: [:]][registration.address] = registration
      }
    }
    let replaced = registered.reduce(into: [:]) { replaced, log in
      replaced[log.key] = Self.addresses(
        before: log.value.values, of: events.filter { names[$0.file] == log.key })
    }
    let failures = events.filter { event in
      event.ids.contains(LogLandmark.taskFailed.rawValue)
        && event.end > works[names[event.file]] ?? .min
    }
    var left = self
    left.events = events.compactMap { event in
      let name = names[event.file]
      let end = event.end
      let isBack =
        registered[name]?.values.contains { $0.isAfter(event, endingAt: end) } == true
        || replaced[name]?.contains(where: event.mentions) == true
      let isOver =
        files[event.file].component == .client || end <= works[name] ?? .min
        || isBack && !failures.contains { names[$0.file] == name && $0.mayFollow(event) }
      var event = event
      event.ids.removeAll { id in
        id == recovery.id || isOver && LogLandmark(rawValue: id) == nil
      }
      return event.ids.isEmpty ? nil : event
    }
    return left
  }

  /// The addresses of TaskManagers with which there was trouble before another one registered from
  /// their machine: by default each has a port of its own, and the old one is missed for a while yet.
  private static func addresses(
    before registrations: some Collection<Registration>, of events: [LogEvent]
  ) -> Set<String> {
    var troubled: Set<String> = []
    for event in events where event.ids.contains(where: { LogLandmark(rawValue: $0) == nil }) {
      guard let time = event.time else { continue }
      for address in event.addresses {
        if registrations.contains(where: {
          $0.host == address.host && $0.address != address.place && time <= $0.time
        }) {
          troubled.insert(address.place)
        }
      }
    }
    return troubled
  }

  private static let showsWork: Set<String> = [
    recovery.id, LogLandmark.registered.rawValue, LogLandmark.checkpointCompleted.rawValue,
    LogLandmark.leader.rawValue,
  ]
}

extension LogEvent {
  /// Whether it is about an actor system at `10.0.0.2:6122`, or about a process that had it.
  fileprivate func mentions(_ address: String) -> Bool {
    addresses.contains { $0.place == address } || text.contains(address + "-")
  }

  /// The time of its last line.
  fileprivate var end: Int64 { lastTime ?? time ?? .min }

  /// Whether a task may have failed of it: at once, or when the heartbeats were missed.
  fileprivate func mayFollow(_ trouble: LogEvent) -> Bool {
    guard let start = trouble.time else { return false }
    return start - 1000 <= end && end <= trouble.end + 60_000
  }
}

extension LogAddress {
  fileprivate var place: String { "\(host):\(port ?? 0)" }
}

/// A TaskManager's latest registration, as the JobManager logs it.
private struct Registration {
  /// `10.0.0.2:6122`.
  let address: String
  /// `10.0.0.2:6122-c3fc08`: another one with each start.
  let id: Substring
  let time: Int64

  /// Of `Registering TaskManager with ResourceID ID (ADDRESS) at ResourceManager`.
  init?(_ event: LogEvent, at time: Int64) {
    let words = event.text.split(separator: " ")
    guard let at = words.firstIndex(of: "ResourceID"), at + 1 < words.count,
      let dash = words[at + 1].lastIndex(of: "-")
    else { return nil }
    id = words[at + 1]
    address = String(id[..<dash])
    self.time = time
  }

  var host: Substring { address[..<(address.lastIndex(of: ":") ?? address.endIndex)] }

  /// Whether an event is about its machine before it registered, or about its predecessor: the
  /// heartbeats of a process that was restarted time out when the new one has long been there.
  func isAfter(_ event: LogEvent, endingAt end: Int64) -> Bool {
    // Its metrics have a port of their own.
    if end <= time { return event.text.contains(host) }
    return event.text.contains(address + "-") && !event.text.contains(id)
  }
}
