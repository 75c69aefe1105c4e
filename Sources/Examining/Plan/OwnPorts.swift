import Diagnosis
import FlinkConfiguration

/// The ports that this node's own processes listen on, as far as they are known.
func ownPorts(_ exam: Examination) -> [Int] {
  let roles = exam.roles
  guard !roles.isEmpty else { return [] }
  return exam.portPlan.rows.flatMap { row -> [Int] in
    guard case .known(let range) = row.ports, row.host == nil,
      row.isOf(roles)
    else { return [] }
    return SampledPorts(range)?.ports ?? []
  }
}

extension PortPlan.Row {
  /// Whether a process of one of the roles listens on it; the query service is every process's.
  fileprivate func isOf(_ roles: Set<Role>) -> Bool {
    let isEverybodys = key == "metrics.internal.query-service.port"
    switch to {
    case .jobManager: return roles.contains(.jobManager)
    case .taskManager:
      return roles.contains(.taskManager) || isEverybodys && roles.contains(.jobManager)
    case .client, .monitoring, .zookeeper, .kubernetes: return false
    }
  }
}
