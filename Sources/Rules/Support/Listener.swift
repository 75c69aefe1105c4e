import Diagnosis
import FlinkConfiguration

/// A port that a process takes when it starts.
struct Listener {
  let party: PortPlan.Party
  let key: String
  let ports: PortRange
  /// Without it the process goes on: a metrics reporter logs its failure and gives up.
  let isVital: Bool

  /// The one port that it can have; nil where Flink may choose.
  var onlyPort: UInt16? {
    guard let first = ports.ranges.first?.lowerBound, count == 1 else { return nil }
    return first
  }

  /// How many ports it may choose among; overlaps count twice, which only ever forgives.
  var count: Int { ports.ranges.reduce(0) { $0 + $1.count } }
}

extension Examination {
  /// The known ports that a process listens on, one per key.
  func listeners(of party: PortPlan.Party) -> [Listener] {
    var listeners: [Listener] = []
    for row in portPlan.rows {
      let isOwn = row.to == party || row.key == "metrics.internal.query-service.port"
      guard isOwn, row.host == nil, !listeners.contains(where: { $0.key == row.key }),
        case .known(let ports) = row.ports
      else { continue }
      listeners.append(
        Listener(
          party: party, key: row.key, ports: ports,
          isVital: !row.key.hasPrefix("metrics.reporter.")))
    }
    return listeners
  }

  /// Whether a JobManager and a TaskManager run on one machine.
  var sharesJobManagersMachine: Bool {
    if topology == .single { return true }
    guard deployment == .standalone, let workers, let address = setting("jobmanager.rpc.address")
    else { return false }
    return workers.hosts.entries.contains {
      HostName.normalized($0.host) == HostName.normalized(address.text)
    }
  }

  /// How many TaskManagers start on the machine that has most of them, and which that is.
  var mostTaskManagers: (host: String, count: Int)? {
    taskManagersPerHost.max { ($0.value, $1.key) < ($1.value, $0.key) }.map { ($0.key, $0.value) }
  }
}
