/// What a port is for, which decides how it may be asked without leaving a line in a log.
///
/// The raw values are in saved examinations; `words` are what reports say.
package enum PortRole: String, Sendable, Hashable, Codable, CaseIterable {
  case jobManagerRpc = "jobmanager-rpc"
  case blobServer = "blob-server"
  case rest
  case taskManagerRpc = "taskmanager-rpc"
  case taskManagerData = "taskmanager-data"
  /// The query service, from which the JobManager fetches what its web UI shows.
  case metrics
  case zooKeeper = "zookeeper"
  /// A file system's server: a NameNode, an object store.
  case storage

  package var words: String {
    switch self {
    case .jobManagerRpc: "JobManager's RPC"
    case .blobServer: "JobManager's blob server"
    case .rest: "JobManager's REST"
    case .taskManagerRpc: "TaskManager's RPC"
    case .taskManagerData: "TaskManager's data"
    case .metrics: "TaskManager's metrics"
    case .zooKeeper: "ZooKeeper"
    case .storage: "storage"
    }
  }
}
