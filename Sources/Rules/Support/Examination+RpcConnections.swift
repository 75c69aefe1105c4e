import Diagnosis
package import Evidence
import FlinkConfiguration

/// The connections over which JobManager and TaskManagers call each other.
///
/// A TaskManager dials the JobManager. Where one was started again under its address, the JobManager
/// still tries to reach the old one and is often first: the two then talk over the connection that the
/// JobManager made, or each over its own (seen with 1.20.5).
extension Examination {
  /// Whether a process of this node has it with the JobManager that the configuration names.
  package func isWithJobManager(_ connection: ConnectionEvidence) -> Bool {
    leadsToJobManager(connection) || comesFromJobManager(connection)
  }

  /// Whether this node's JobManager has it with a TaskManager.
  package func isWithTaskManager(_ connection: ConnectionEvidence) -> Bool {
    comesToJobManager(connection) || leadsToTaskManager(connection)
  }

  package func leadsToJobManager(_ connection: ConnectionEvidence) -> Bool {
    guard let endpoint = jobManagerEndpoint, endpoint.ports.contains(connection.remotePort) else {
      return false
    }
    return isAddress(connection.remoteAddress, of: endpoint)
  }

  private func comesToJobManager(_ connection: ConnectionEvidence) -> Bool {
    guard let endpoint = jobManagerEndpoint, endpoint.ports.contains(connection.localPort) else {
      return false
    }
    return process(connection.pid).map { $0.role == .jobManager } ?? true
  }

  /// Whether the JobManager made it to the TaskManager of this node.
  private func comesFromJobManager(_ connection: ConnectionEvidence) -> Bool {
    guard process(connection.pid)?.role == .taskManager, let endpoint = jobManagerEndpoint,
      isAddress(connection.remoteAddress, of: endpoint)
    else { return false }
    if let port = taskManagerRpcPort { return connection.localPort == port }
    return evidence.connections?.listeners.contains {
      $0.pid == connection.pid && $0.port == connection.localPort
    } == true
  }

  private func leadsToTaskManager(_ connection: ConnectionEvidence) -> Bool {
    guard process(connection.pid)?.role == .jobManager else { return false }
    return taskManagerRpcPort.map { connection.remotePort == $0 }
      ?? cluster?.taskManagers?.contains {
        $0.host == connection.remoteAddress && $0.rpcPort == connection.remotePort
      } ?? false
  }

  private func isAddress(_ address: String, of endpoint: JobManagerEndpoint) -> Bool {
    (evidence.name(endpoint.host)?.addresses ?? [endpoint.host]).contains(address)
  }

  /// The one port of all TaskManagers; nil where each takes a random one, or one of a range.
  private var taskManagerRpcPort: Int? {
    let ports = sampledPorts(text("taskmanager.rpc.bind-port") ?? text("taskmanager.rpc.port"))?
      .ports
    return ports?.count == 1 ? ports?[0] : nil
  }

  /// Whether `isWithTaskManager` may miss one of the connections with a TaskManager.
  package var mayMissConnections: Bool {
    taskManagerRpcPort == nil && cluster?.taskManagers == nil
  }
}
