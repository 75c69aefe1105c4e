import FlinkConfiguration
import FoundationEssentials
import TestSupport
import Testing

/// What a key is to a version: each standing told apart.
@Suite struct KeyStandingTests {
  @Test(arguments: [
    ("akka.ask.timeout", "1.12"), ("pekko.ask.timeout", "1.18"), ("taskmanager.host", "2.3"),
    ("taskmanager.runtime.fs-timeout", "1.19"), ("rest.port", "1.12"), ("env.java.opts", "1.16"),
    ("state.backend", "1.12"), ("jobmanager.rpc.address", "2.0"), ("security.ssl.enabled", "1.20"),
  ])
  func options(key: String, version: String) throws {
    guard case .option(let option) = try standing(key, version) else {
      Issue.record("\(key) is \(try standing(key, version))")
      return
    }
    #expect(option.key == key)
  }

  @Test(arguments: [
    ("akka.ask.timeout", "1.18", "pekko.ask.timeout"),
    ("akka.ask.timeout", "2.3", "pekko.ask.timeout"),
    ("akka.client.timeout", "1.12", "client.timeout"),
    ("high-availability", "1.17", "high-availability.type"),
    ("recovery.mode", "1.17", "high-availability.type"),
    ("state.backend", "2.3", "state.backend.type"),
    ("env.java.opts", "1.17", "env.java.opts.all"),
    ("jobmanager.web.port", "1.20", "rest.port"), ("jobmanager.web.port", "2.0", "rest.bind-port"),
    ("web.port", "1.12", "rest.port"),
    ("state.checkpoints.dir", "1.20", "execution.checkpointing.dir"),
    ("savepoints.state.backend.fs.dir", "2.0", "execution.checkpointing.savepoint-dir"),
    ("jobstore.type", "2.3", "completed-application-store.type"),
    ("taskmanager.network.memory.min", "1.12", "taskmanager.memory.network.min"),
  ])
  func aliases(key: String, version: String, canonical: String) throws {
    guard case .alias = try standing(key, version) else {
      Issue.record("\(key) is \(try standing(key, version))")
      return
    }
    #expect(
      OptionCatalogue.canonical(of: key, in: try #require(FlinkVersion(version))) == canonical)
  }

  @Test(arguments: [
    ("pekko.ask.timeout", "1.17", "1.18", ["akka.ask.timeout"]),
    ("pekko.framesize", "1.12", "1.18", ["akka.framesize"]),
    ("high-availability.type", "1.16", "1.17", ["high-availability"]),
    ("env.java.opts.all", "1.16", "1.17", ["env.java.opts"]),
    ("execution.checkpointing.dir", "1.19", "1.20", ["state.checkpoints.dir"]),
    ("state.backend.type", "1.14", "1.17", ["state.backend"]),
    ("taskmanager.load-balance.mode", "1.18", "1.19", []),
    ("kubernetes.jobmanager.replicas", "1.13", "1.14", []),
    ("traces.reporter.otel.factory.class", "1.18", "1.19", []),
    ("flink.hadoop.fs.defaultFS", "1.12", "1.13", []),
    ("security.delegation.token.provider.s3.enabled", "1.16", "1.17", []),
  ])
  func later(key: String, version: String, since: String, instead: [String]) throws {
    let since = try #require(FlinkVersion(since))
    #expect(try standing(key, version) == .later(since: since, instead: instead))
  }

  @Test(
    arguments: [
      ("akka.transport.heartbeat.interval", "1.13", "1.13", []),
      ("mesos.master", "1.14", "1.14", nil),
      ("jobmanager.heap.size", "2.0", "2.0", ["jobmanager.memory.process.size"]),
      ("taskmanager.heap.mb", "2.3", "2.0", ["taskmanager.memory.process.size"]),
      (
        "security.ssl.enabled", "2.0", "2.0",
        ["security.ssl.internal.enabled", "security.ssl.rest.enabled"]
      ),
      ("cluster.evenly-spread-out-slots", "2.1", "2.0", ["taskmanager.load-balance.mode"]),
      ("akka.watch.threshold", "2.0", "2.0", []),
      ("slotmanager.request-timeout", "1.18", "1.18", ["slot.request.timeout"]),
      ("taskmanager.max-registration-pause", "2.0", "2.0", ["cluster.registration.max-timeout"]),
      ("recovery.zookeeper.path.latch", "1.14", "1.14", nil),
      ("yarn.taskmanager.env.A", "2.0", "2.0", ["containerized.taskmanager.env.A"]),
      ("fs.hdfs.hadoopconf", "2.0", "2.0", ["env.hadoop.conf.dir"]),
      ("state.backend.rocksdb.checkpointdir", "2.0", "2.0", ["state.backend.rocksdb.localdir"]),
    ] as [(String, String, String, [String]?)])
  func removed(key: String, version: String, removedIn: String, replacedBy: [String]?) throws {
    let removedIn = try #require(FlinkVersion(removedIn))
    #expect(
      try standing(key, version) == .removed(removedIn: removedIn, replacedBy: replacedBy))
  }

  @Test(arguments: [
    ("query.server.port", "1.12"), ("query.server.port", "2.3"), ("akka.watch.threshold", "1.12"),
    ("taskmanager.registration.max-backoff", "1.20"), ("resourcemanager.rpc.port", "2.3"),
    ("taskmanager.memory.preallocate", "1.12"), ("state.backend.async", "1.13"),
    ("web.backpressure.num-samples", "1.15"), ("taskmanager.hostname", "1.18"),
  ])
  func noOps(key: String, version: String) throws {
    guard case .noOp(let reason) = try standing(key, version) else {
      Issue.record("\(key) is \(try standing(key, version))")
      return
    }
    #expect(!reason.isEmpty)
  }

  @Test(arguments: [
    ("metrics.reporter.prom.port", "1.12"), ("metrics.reporter.prom.factory.class", "2.3"),
    ("external-resource.gpu.amount", "1.12"), ("external-resource.gpu.param.a.b", "1.18"),
    ("containerized.master.env.JAVA_HOME", "1.12"), ("s3.access-key", "1.12"),
    ("fs.s3a.endpoint", "2.0"), ("fs.hdfs.limit.input", "1.12"), ("fs.s3.priority.x.Y", "2.3"),
    ("kubernetes.jobmanager.annotations.a.b/c", "1.14"), ("flink.yarn.a", "1.17"),
    ("pipeline.global-job-parameters.x", "1.14"), ("sql-gateway.endpoint.rest.port", "1.16"),
    ("kubernetes.operator.job.upgrade.x", "1.18"), ("table.catalog-store.file.path", "1.18"),
    ("taskmanager.memory.managed.consumer-weights.OPERATOR", "1.14"),
    ("high-availability.zookeeper.client.authorization.digest", "1.20"), ("$internal.a", "1.12"),
  ])
  func patterns(key: String, version: String) throws {
    guard case .pattern = try standing(key, version) else {
      Issue.record("\(key) is \(try standing(key, version))")
      return
    }
  }

  @Test(arguments: [
    ("taskmanager.compute.numa", "1.12"), ("zookeeper.heap.mb", "2.3"),
    ("taskmanager.runtime.fs_timeout", "1.18"), ("yarn.container-start-command-template", "1.12"),
  ])
  func readByScriptsAndStrings(key: String, version: String) throws {
    guard case .readDirectly = try standing(key, version) else {
      Issue.record("\(key) is \(try standing(key, version))")
      return
    }
  }

  /// `KEY_ENV_PID_DIR="env.pid.dir"` in bin/config.sh, of every distribution at hand.
  @Test(arguments: FlinkDistribution.available)
  func everyKeyThatTheScriptsRead(distribution: FlinkDistribution) throws {
    let script = try String(contentsOfFile: distribution.home + "/bin/config.sh", encoding: .utf8)
    let keys = script.split(separator: "\n").compactMap { line -> String? in
      guard line.hasPrefix("KEY_") || line.hasPrefix("    KEY_") else { return nil }
      let parts = line.split(separator: "\"")
      return parts.count >= 2 ? String(parts[1]) : nil
    }
    #expect(keys.count >= 15)
    for key in keys where key.contains(".") {
      let standing = try standing(key, distribution.version)
      #expect(standing.isRead, "\(key) is \(standing)")
    }
  }

  /// Options of tables and of reporters are in the jars too, and mean nothing in the file.
  @Test(arguments: ["connectTimeout", "connector", "host", "ignore-parse-errors", "class"])
  func keysOfOtherPlaces(key: String) throws {
    guard case .elsewhere = try standing(key, "1.16") else {
      Issue.record("\(key) is \(try standing(key, "1.16"))")
      return
    }
  }

  @Test(arguments: [
    "", ".", "taskmanager.hosst", "jobmanager.rpc.ardress", "pipeline.default-parallelism",
    "metrics.reporter.prom", "external-resource.gpu.ammount", "kubernetes.labels.x",
    "classloader.resolve.order", "é", "a.b.c",
    // Map options take entries as keys since 1.14, and lists never do.
    "classloader.parent-first-patterns.additional.x",
  ])
  func unknown(key: String) throws {
    for version in FlinkVersion.known {
      #expect(OptionCatalogue.standing(of: key, in: version) == .unknown, "in \(version)")
    }
  }

  @Test func mapEntriesCameWith114() throws {
    let since = FlinkVersion(1, 14)
    #expect(try standing("kubernetes.secrets.a", "1.13") == .later(since: since, instead: []))
  }

  @Test func versionsBeyondAreTheirNeighbours() throws {
    #expect(try standing("taskmanager.host", "3.0") == standing("taskmanager.host", "2.3"))
    #expect(try standing("pekko.ask.timeout", "1.9") == standing("pekko.ask.timeout", "1.12"))
  }

  private func standing(_ key: String, _ version: String) throws -> KeyStanding {
    OptionCatalogue.standing(of: key, in: try #require(FlinkVersion(version)))
  }
}
