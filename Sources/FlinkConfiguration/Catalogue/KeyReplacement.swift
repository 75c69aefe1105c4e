/// What took a removed key's place, where no alias in the jars tells.
enum KeyReplacement {
  /// Keys to set in its stead; empty where nothing has to be set, nil where nothing is known.
  static func of(_ key: String) -> [String]? {
    if let listed = table[key] { return listed }
    guard let moved = prefixes.first(where: { key.hasPrefix($0.old) }) else { return nil }
    return [moved.new + key.dropFirst(moved.old.count)]
  }

  private static let prefixes: [(old: String, new: String)] = [
    ("yarn.application-master.env.", "containerized.master.env."),
    ("yarn.taskmanager.env.", "containerized.taskmanager.env."),
    ("security.kerberos.token.provider.", "security.delegation.token.provider."),
  ]

  private static let table: [String: [String]] = [
    "jobmanager.heap.size": ["jobmanager.memory.process.size"],
    "jobmanager.heap.mb": ["jobmanager.memory.process.size"],
    "taskmanager.heap.size": ["taskmanager.memory.process.size"],
    "taskmanager.heap.mb": ["taskmanager.memory.process.size"],
    "taskmanager.network.numberOfBuffers": [
      "taskmanager.memory.network.min", "taskmanager.memory.network.max",
    ],
    "security.ssl.enabled": ["security.ssl.internal.enabled", "security.ssl.rest.enabled"],
    "web.ssl.enabled": ["security.ssl.rest.enabled"],
    "jobmanager.web.ssl.enabled": ["security.ssl.rest.enabled"],
    "cluster.evenly-spread-out-slots": ["taskmanager.load-balance.mode"],
    "pipeline.default-kryo-serializers": ["pipeline.serialization-config"],
    "pipeline.registered-kryo-types": ["pipeline.serialization-config"],
    "pipeline.registered-pojo-types": ["pipeline.serialization-config"],
    "table.exec.shuffle-mode": ["execution.batch-shuffle-mode"],
    "table.exec.legacy-transformation-uids": ["table.exec.uid.generation"],
    "taskmanager.network.batch-shuffle.compression.enabled": [
      "taskmanager.network.compression.codec"
    ],
    "taskmanager.network.blocking-shuffle.compression.enabled": [
      "taskmanager.network.compression.codec"
    ],
    "taskmanager.registration.initial-backoff": ["cluster.registration.initial-timeout"],
    "taskmanager.initial-registration-pause": ["cluster.registration.initial-timeout"],
    "taskmanager.registration.max-backoff": ["cluster.registration.max-timeout"],
    "taskmanager.max-registration-pause": ["cluster.registration.max-timeout"],
    "taskmanager.registration.refused-backoff": [
      "cluster.registration.refused-registration-delay"
    ],
    "taskmanager.refused-registration-pause": [
      "cluster.registration.refused-registration-delay"
    ],
    "akka.transport.heartbeat.interval": [],
    "akka.transport.heartbeat.pause": [],
    "akka.transport.threshold": [],
    "akka.watch.heartbeat.interval": ["heartbeat.interval"],
    "akka.watch.heartbeat.pause": ["heartbeat.timeout"],
    "akka.watch.threshold": [],
    "slotmanager.request-timeout": ["slot.request.timeout"],
    "cluster.declarative-resource-management.enabled": [],
    "cluster.fine-grained-resource-management.enabled": [],
    "execution.checkpointing.prefer-checkpoint-for-recovery": [],
    "state.backend.async": [],
    "table.planner": [],
    "state.backend.rocksdb.checkpointdir": ["state.backend.rocksdb.localdir"],
    "table.optimizer.source.aggregate-pushdown-enabled": [],
    "traces.report-events-as-spans": [],
    "fs.hdfs.hadoopconf": ["env.hadoop.conf.dir"],
    "taskmanager.hostname": ["taskmanager.host"],
    "query.server.port": ["queryable-state.server.ports"],
    "high-availability.use-old-ha-services": [],
    "kubernetes.container-start-command-template": [],
    "table.exec.deduplicate.mini-batch.compact-changes": [
      "table.exec.deduplicate.mini-batch.compact-changes-enabled"
    ],
    "table.exec.insert-and-updateafter-sensitive": [
      "table.exec.deduplicate.insert-update-after-sensitive-enabled"
    ],
    "table.exec.topn.cache-size": ["table.exec.rank.topn-cache-size"],
    "table.exec.topn-cache-size": ["table.exec.rank.topn-cache-size"],
    "table.optimizer.sql-to-rel.project.merge.enabled": [
      "table.optimizer.sql2rel.project-merge.enabled"
    ],
    "table.exec.deduplicate.insert-and-updateafter-sensitive.enabled": [
      "table.exec.deduplicate.insert-update-after-sensitive-enabled"
    ],
    "table.exec.deduplicate.mini-batch.compact-changes.enabled": [
      "table.exec.deduplicate.mini-batch.compact-changes-enabled"
    ],
    "execution.async-state.buffer-size": ["execution.async-state.active-buffer-size"],
    "execution.async-state.buffer-timeout": ["execution.async-state.active-buffer-timeout"],
    "execution.async-state.in-flight-records-limit": ["execution.async-state.total-buffer-size"],
    "sql-client.display.max-column-width": ["table.display.max-column-width"],
  ]
}
