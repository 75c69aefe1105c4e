package import Evidence
import Remoting

extension JobManagerMachine {
  /// A TaskManager, as the JobManager knows it.
  struct Node: Sendable {
    var identity: RehearsalIdentity
    var from = ""
    /// What one of the two has against the other's certificate: it cannot register.
    var distrustOfIt: RehearsalDistrust?
    var distrustOfUs: RehearsalDistrust?
    /// nil until it has registered.
    var registration: RehearsalRegistration?
    var link: Link?
    var lastHeard = Duration.zero
    var state = RehearsedTaskManager.State.present
    var isLate = false
    var heartbeats = 0
    var timesLost = 0
    var addresses: [String] = []
    var resolution: String?
    var isResolved = false
    /// Ways from the JobManager that are being measured.
    var openBacks = 0
    /// Orders that it works at, and those that wait.
    var open = 0
    var waiting: [PairOrder] = []
    /// Those to the JobManager of which it has told.
    var ownWays: [PathKey] = []
    /// Whether it has measured all of them.
    var hasMeasuredJobManager = false

    init(_ identity: RehearsalIdentity) { self.identity = identity }

    var isTrusted: Bool { distrustOfIt == nil && distrustOfUs == nil }

    mutating func heard(at now: Duration) {
      lastHeard = now
      isLate = false
      heartbeats += 1
    }

    mutating func forgetMeasures() {
      addresses = []
      resolution = nil
      isResolved = false
    }

    /// Whether all that was to be seen of it was.
    func isDone(_ settings: JobManagerMachine.Settings) -> Bool {
      guard isResolved, heartbeats > 0 else { return false }
      return !settings.measuresPairs
        || openBacks == 0 && waiting.isEmpty && hasMeasuredJobManager
    }

    var evidence: RehearsedTaskManager {
      RehearsedTaskManager(
        machine: identity.machine, from: from, host: registration?.host ?? "",
        rpcPort: Int(clamping: registration?.rpcPort ?? 0),
        dataPort: Int(clamping: registration?.dataPort ?? 0),
        strategy: registration?.strategy ?? "", reason: registration?.reason ?? "",
        memoryBytes: Int64(clamping: registration?.memoryBytes ?? 0),
        cpus: Int(clamping: registration?.cpus ?? 0), state: state, heartbeats: heartbeats,
        timesLost: timesLost, addresses: addresses, resolution: resolution)
    }
  }

  /// What one TaskManager is to measure of another.
  struct PairOrder: Sendable, Hashable {
    var source: UInt64
    var target: UInt64
    var host: String
    var address: String
    var port: Int
    var isFlinks: Bool
    var given = Duration.zero
  }

  /// One cell of the matrix; the JobManager is node 0.
  struct PathKey: Sendable, Hashable {
    var from: UInt64
    var to: UInt64
    var role: PortRole
    var address: String
  }

  /// What the rehearsal showed until now.
  package var evidence: RehearsalEvidence {
    var evidence = RehearsalEvidence(
      role: .jobManager, machine: settings.machine, ending: ending ?? .interrupted)
    evidence.expected = settings.expected
    evidence.heartbeatIntervalMs = settings.heartbeat.interval / .milliseconds(1)
    evidence.heartbeatTimeoutMs = settings.heartbeat.timeout / .milliseconds(1)
    evidence.isSampled = isSampled
    evidence.visitors = visitors
    let labels = labels
    evidence.taskManagers = order.compactMap { id in
      guard var shown = nodes[id]?.evidence else { return nil }
      shown.machine = labels[id] ?? shown.machine
      return shown
    }
    let places = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0 + 1) })
    evidence.paths = paths.sorted { left, right in
      let (from, to) = (places[left.key.from] ?? 0, places[left.key.to] ?? 0)
      let (otherFrom, otherTo) = (places[right.key.from] ?? 0, places[right.key.to] ?? 0)
      return (from, to, left.key.role.rawValue, left.value.isFlinks ? 0 : 1, left.key.address)
        < (
          otherFrom, otherTo, right.key.role.rawValue, right.value.isFlinks ? 0 : 1,
          right.key.address
        )
    }.map { key, path in
      var path = path
      path.from = labels[key.from] ?? path.from
      path.to = labels[key.to] ?? path.to
      return path
    }
    return evidence
  }

  /// The machine's name; with the RPC port where several TaskManagers have the same.
  private var labels: [UInt64: String] {
    let machines = Dictionary(grouping: order) { nodes[$0]?.identity.machine ?? "" }
    var labels: [UInt64: String] = [0: settings.machine]
    for (machine, ids) in machines {
      for id in ids {
        labels[id] =
          ids.count == 1 ? machine : "\(machine):\(nodes[id]?.registration?.rpcPort ?? 0)"
      }
    }
    return labels
  }
}
