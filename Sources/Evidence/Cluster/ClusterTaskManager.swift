/// A TaskManager as the JobManager has registered it.
package struct ClusterTaskManager: Sendable, Hashable, Codable {
  /// `10.77.0.21:6122-2ca165`, or what `taskmanager.resource-id` says.
  package var id: String
  /// The address of its RPC endpoint, as it stands in `/taskmanagers`.
  package var path: String
  /// Where others shall dial it, without brackets; nil where `path` is none of an actor's.
  package var host: String?
  package var rpcPort: Int?
  package var dataPort: Int
  /// When it was last heard of; Flink calls it `timeSinceLastHeartbeat`.
  package var lastHeartbeatMs: Int64
  package var slots: Int
  package var freeSlots: Int
  /// Cores and bytes of its machine.
  package var cores: Int?
  package var physicalMemory: Int64?
  /// Whether the JobManager hands out no more slots of it (from Flink 1.16).
  package var isBlocked: Bool?
  /// What its JVM measures; nil when its metrics did not come, or were not asked for.
  package var jvm: JVMEvidence?

  package init(
    id: String, path: String = "", host: String? = nil, rpcPort: Int? = nil, dataPort: Int = 0,
    lastHeartbeatMs: Int64 = 0, slots: Int = 1, freeSlots: Int = 0
  ) {
    self.id = id
    self.path = path
    self.host = host
    self.rpcPort = rpcPort
    self.dataPort = dataPort
    self.lastHeartbeatMs = lastHeartbeatMs
    self.slots = slots
    self.freeSlots = freeSlots
  }
}
