import Evidence
import FlinkConfiguration

/// `/config`: by it a JobManager is known.
struct ConfigAnswer: Decodable {
  var flinkVersion: String
  var flinkRevision: String?

  private enum CodingKeys: String, CodingKey {
    case flinkVersion = "flink-version"
    case flinkRevision = "flink-revision"
  }
}

/// `/overview`.
struct OverviewAnswer: Decodable {
  var taskmanagers: Int
  var slotsTotal: Int
  var slotsAvailable: Int
  var jobsRunning: Int
  var jobsFinished: Int
  var jobsCancelled: Int
  var jobsFailed: Int

  private enum CodingKeys: String, CodingKey {
    case taskmanagers
    case slotsTotal = "slots-total"
    case slotsAvailable = "slots-available"
    case jobsRunning = "jobs-running"
    case jobsFinished = "jobs-finished"
    case jobsCancelled = "jobs-cancelled"
    case jobsFailed = "jobs-failed"
  }

  var evidence: ClusterOverview {
    ClusterOverview(
      taskManagers: taskmanagers, slots: slotsTotal, freeSlots: slotsAvailable,
      running: jobsRunning, finished: jobsFinished, cancelled: jobsCancelled, failed: jobsFailed)
  }
}

/// An entry of `/jobmanager/config`.
struct SettingAnswer: Decodable {
  var key: String
  var value: String?
}

extension [SettingAnswer] {
  /// Sorted by key.
  ///
  /// An old Flink masks less than the newest one would.
  var settings: [ClusterSetting] {
    map { setting in
      ClusterSetting(setting.key, SensitiveKeys.maskedValue(setting.value ?? "", of: setting.key))
    }.sorted { $0.key < $1.key }
  }
}

/// `/taskmanagers`.
struct TaskManagersAnswer: Decodable {
  struct TaskManager: Decodable {
    struct Hardware: Decodable {
      var cpuCores: Int?
      var physicalMemory: Int64?
    }

    var id: String
    var path: String?
    var dataPort: Int?
    /// An instant, whatever it is called.
    var timeSinceLastHeartbeat: Int64?
    var slotsNumber: Int?
    var freeSlots: Int?
    var hardware: Hardware?
    var blocked: Bool?
  }

  var taskmanagers: [TaskManager]

  /// Sorted by id.
  var evidence: [ClusterTaskManager] {
    taskmanagers.map(\.evidence).sorted { $0.id < $1.id }
  }
}

extension TaskManagersAnswer.TaskManager {
  var evidence: ClusterTaskManager {
    let path = path ?? ""
    let place = ActorPath(path)
    var evidence = ClusterTaskManager(
      id: id, path: path, host: place?.host, rpcPort: place?.port, dataPort: dataPort ?? 0,
      lastHeartbeatMs: timeSinceLastHeartbeat ?? 0, slots: slotsNumber ?? 0,
      freeSlots: freeSlots ?? 0)
    evidence.cores = hardware?.cpuCores
    evidence.physicalMemory = hardware?.physicalMemory
    evidence.isBlocked = blocked
    return evidence
  }
}

/// Where an actor's path leads: `akka.ssl.tcp://flink@[fd77::21]:6122/user/rpc/taskmanager_0`.
struct ActorPath: Hashable {
  var host: String
  var port: Int

  init?(_ text: String) {
    guard let at = text.firstIndex(of: "@") else { return nil }
    let place = text[text.index(after: at)...].prefix { $0 != "/" }
    guard let colon = place.lastIndex(of: ":"),
      let port = Int(place[place.index(after: colon)...]), 1...65535 ~= port
    else { return nil }
    let host = place[..<colon]
    let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
    self.host = String(isBracketed ? host.dropFirst().dropLast() : host)
    self.port = port
    if self.host.isEmpty { return nil }
  }
}
