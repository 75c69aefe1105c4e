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
  /// Rotated logs are one. A client's log says nothing about the cluster of now.
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
    var left = self
    left.events = events.compactMap { event in
      let name = names[event.file]
      let end = event.lastTime ?? event.time ?? .min
      let isOver =
        files[event.file].component == .client || end <= works[name] ?? .min
        || (registered[name] ?? [:]).values.contains { $0.isAfter(event, endingAt: end) }
      var event = event
      event.ids.removeAll { id in
        id == recovery.id || isOver && LogLandmark(rawValue: id) == nil
      }
      return event.ids.isEmpty ? nil : event
    }
    return left
  }

  private static let showsWork: Set<String> = [
    recovery.id, LogLandmark.registered.rawValue, LogLandmark.checkpointCompleted.rawValue,
    LogLandmark.leader.rawValue,
  ]
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

  /// Whether an event is about its machine before it registered, or about its predecessor: the
  /// heartbeats of a process that was restarted time out when the new one has long been there.
  func isAfter(_ event: LogEvent, endingAt end: Int64) -> Bool {
    let host = address[..<(address.lastIndex(of: ":") ?? address.endIndex)]
    // Its metrics have a port of their own.
    if end <= time { return event.text.contains(host) }
    return event.text.contains(address + "-") && !event.text.contains(id)
  }
}
