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
    var registered: [String: [String: Int64]] = [:]
    for event in events {
      guard let time = event.lastTime ?? event.time else { continue }
      let name = names[event.file]
      if event.ids.contains(where: Self.showsWork.contains) {
        works[name] = max(works[name] ?? time, time)
      }
      if event.ids.contains(LogLandmark.registeredTaskManager.rawValue) {
        for address in event.addresses {
          registered[name, default: [:]][address.host] = time
        }
      }
    }
    var left = self
    left.events = events.compactMap { event in
      let name = names[event.file]
      let end = event.lastTime ?? event.time ?? .min
      let isOver =
        files[event.file].component == .client || end <= works[name] ?? .min
        || (registered[name] ?? [:]).contains { host, time in
          end <= time && event.text.contains(host)
        }
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
