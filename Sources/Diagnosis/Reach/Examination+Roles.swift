import Evidence
import FlinkConfiguration

extension Examination {
  /// What this node does in the cluster: what the user says, else what runs here, else what the
  /// files tell; empty when nothing does.
  ///
  /// A machine may do several things. One that the files do not name, in a cluster that they do, is
  /// a client's.
  package var roles: Set<Role> {
    if let role { return [role] }
    let running = Set((evidence.processes?.here ?? []).compactMap { Role($0.role) })
    return running.isEmpty ? rolesInFiles : running
  }

  private var rolesInFiles: Set<Role> {
    guard evidence.node != nil else { return [] }
    var roles: Set<Role> = []
    let endpoint = jobManagerEndpoint
    let masters = endpoint?.isElected == true ? hostEntries("masters").map(\.host) : []
    let jobManagers = masters.isEmpty ? [endpoint?.host].compactMap(\.self) : masters
    if jobManagers.contains(where: isThisNode) { roles.insert(.jobManager) }
    let workers = workerEntries.map(\.host)
    if workers.contains(where: isThisNode) { roles.insert(.taskManager) }
    if roles.isEmpty, !jobManagers.isEmpty, !workers.isEmpty { return [.client] }
    return roles
  }
}

extension Role {
  fileprivate init?(_ process: ProcessEvidence.Role) {
    switch process {
    case .jobManager: self = .jobManager
    case .taskManager: self = .taskManager
    case .historyServer, .zooKeeper, .sqlGateway, .client: return nil
    }
  }
}
