/// A key that the jars' options do not tell the truth about.
package struct KeyRemark: Sendable {
  enum Kind: Sendable {
    /// Read as a string by a class or by the scripts, and no `ConfigOption` anywhere.
    case read(by: String)
    /// Nothing reads it; the reason says what became of it.
    case noOp(String)
  }

  let key: String
  let kind: Kind
  let versions: FlinkVersionRange

  init(
    _ key: String, _ kind: Kind, from: FlinkVersion = .oldest, until: FlinkVersion = .newest
  ) {
    self.key = key
    self.kind = kind
    self.versions = FlinkVersionRange(from: from, to: until)
  }

  /// The options that nothing reads in a version, though its jars declare them.
  package static func unreadOptions(in version: FlinkVersion) -> [String] {
    unread.filter { $0.versions.contains(version) }.map(\.key)
      .filter { OptionCatalogue.option($0, in: version) != nil }
  }

  /// The remarks on a key, of all versions.
  static func on(_ key: String) -> [KeyRemark] { byKey[key] ?? [] }

  private static let byKey = Dictionary(grouping: read + unread + constants, by: \.key)

  /// Read without an option: by `config.sh`, or as a constant until an option took its place.
  private static let read: [KeyRemark] = [
    KeyRemark("taskmanager.compute.numa", .read(by: "bin/config.sh")),
    KeyRemark("zookeeper.heap.mb", .read(by: "bin/config.sh")),
    KeyRemark("recovery.mode", .read(by: "bin/config.sh")),
    // The scripts read these long before a class declared them.
    KeyRemark("env.pid.dir", .read(by: "bin/config.sh"), until: FlinkVersion(1, 12)),
    KeyRemark("env.java.home", .read(by: "bin/config.sh"), until: FlinkVersion(1, 20)),
    KeyRemark("fs.hdfs.hadoopconf", .read(by: "HadoopUtils"), until: FlinkVersion(1, 20)),
    KeyRemark("fs.hdfs.hdfsdefault", .read(by: "HadoopUtils"), until: FlinkVersion(1, 20)),
    KeyRemark("fs.hdfs.hdfssite", .read(by: "HadoopUtils"), until: FlinkVersion(1, 20)),
    KeyRemark(
      "local.number-taskmanager", .read(by: "LocalExecutor"), until: FlinkVersion(1, 18)),
    KeyRemark(
      "taskmanager.log.path", .read(by: "TaskManagerConfiguration"), until: FlinkVersion(1, 18)),
    KeyRemark(
      "taskmanager.runtime.fs_timeout", .read(by: "FileInputFormat"), until: FlinkVersion(1, 18)),
    KeyRemark(
      "yarn.container-start-command-template", .read(by: "YarnClusterDescriptor"),
      until: FlinkVersion(1, 18)),
  ]

  /// Options that no class outside of their own reads (searched in every class of the jars).
  private static let unread: [KeyRemark] =
    [
      "akka.watch.heartbeat.interval", "akka.watch.heartbeat.pause", "akka.watch.threshold",
    ].map {
      KeyRemark($0, .noOp("DeathWatch is used no more; heartbeat.* detects failures"), until: last1)
    }
    + [
      "taskmanager.registration.initial-backoff", "taskmanager.registration.max-backoff",
      "taskmanager.registration.refused-backoff",
    ].map {
      KeyRemark($0, .noOp("registration is governed by cluster.registration.*"), until: last1)
    }
    + [
      "web.backpressure.cleanup-interval", "web.backpressure.delay-between-samples",
      "web.backpressure.num-samples", "web.backpressure.refresh-interval",
    ].map {
      KeyRemark(
        $0, .noOp("back pressure is measured without sampling since 1.13"),
        from: FlinkVersion(1, 13), until: last1)
    }
    + [
      KeyRemark("taskmanager.exit-on-fatal-akka-error", .noOp(removedMechanism), until: last1),
      KeyRemark("local.number-resourcemanager", .noOp(removedMechanism), until: last1),
      KeyRemark(
        "resourcemanager.rpc.port", .noOp("the ResourceManager shares the JobManager's RPC port")),
      KeyRemark("high-availability.job.delay", .noOp(removedMechanism), until: last1),
      KeyRemark(
        "high-availability.zookeeper.path.running-registry",
        .noOp("the JobResultStore replaced the registry in 1.15"), from: FlinkVersion(1, 15),
        until: last1),
      KeyRemark(
        "state.backend.async", .noOp("all snapshots are asynchronous since 1.13"),
        from: FlinkVersion(1, 13), until: last1),
      KeyRemark(
        "hidden.execution.mode", .noOp(removedMechanism), from: FlinkVersion(1, 17), until: last1),
      KeyRemark(
        "hidden.execution.retries", .noOp(removedMechanism), from: FlinkVersion(1, 17),
        until: last1),
      KeyRemark("web.history", .noOp("the number of kept jobs is set by jobstore.max-capacity")),
      KeyRemark(
        "web.ssl.enabled", .noOp("REST uses security.ssl.rest.enabled"), until: last1),
      KeyRemark(
        "query.server.port",
        .noOp("the option is queryable-state.server.ports; Docker images write this key")),
    ]

  /// Constants of ConfigConstants that nothing reads, and keys that lost their reader before 1.12.
  private static let constants: [KeyRemark] =
    [
      "containerized.heap-cutoff-min", "containerized.heap-cutoff-ratio",
      "yarn.heap-cutoff-min", "yarn.heap-cutoff-ratio",
    ].map { KeyRemark($0, .noOp("memory is set by jobmanager.memory.* and taskmanager.memory.*")) }
    + ["taskmanager.memory.fraction", "taskmanager.memory.off-heap"].map {
      KeyRemark($0, .noOp("managed memory is set by taskmanager.memory.managed.* since 1.10"))
    }
    + ["execution-retries.default", "execution-retries.delay"].map {
      KeyRemark($0, .noOp("restarts are set by restart-strategy"))
    }
    + [
      KeyRemark(
        "taskmanager.memory.preallocate", .noOp("managed memory is never preallocated since 1.10")),
      KeyRemark(
        "fs.defaultFS", .noOp("it belongs into core-site.xml, or here as flink.hadoop.fs.defaultFS")
      ),
      KeyRemark("taskmanager.hostname", .noOp("the option is taskmanager.host")),
    ]
    + [
      "flink.base.dir.path", "jobmanager.web.checkpoints.disable", "local.number-jobmanager",
      "local.start-webserver", "mesos.initial-tasks", "mesos.maximum-failed-tasks",
      "taskmanager.network.defaultIOMode", "yarn.maximum-failed-containers",
      "yarn.reallocate-failed",
    ].map { KeyRemark($0, .noOp(removedMechanism)) }

  private static let removedMechanism = "what it configured was removed"
  private static let last1 = FlinkVersion(1, 20)
}
