import FlinkConfiguration
import Testing

/// What `flinkdoctor ports` says, as a table.
struct PortPlanTests {
  @Test
  func `a standalone cluster by default opens two ports and leaves the rest to chance`() {
    #expect(
      table([:]) == [
        "TaskManager > JobManager 6123 jobmanager.rpc.port",
        "TaskManager > JobManager random blob.server.port",
        "client > JobManager 8081 rest.port",
        "JobManager > TaskManager random taskmanager.rpc.port",
        "TaskManager > TaskManager random taskmanager.data.port",
        "JobManager > TaskManager random metrics.internal.query-service.port",
      ])
  }

  @Test
  func `1.19 brought a port for collect()`() {
    #expect(
      table([:], FlinkVersion(1, 19)).contains(
        "JobManager > TaskManager random taskmanager.collect-sink.port"))
  }

  @Test
  func `fixed ports and ranges are shown as Flink tries them`() {
    let rows = table([
      "jobmanager.rpc.port": "6200", "blob.server.port": "50100-50200,50300",
      "rest.port": "8082", "rest.bind-port": "8090-8099", "taskmanager.rpc.port": "6122",
      "taskmanager.data.port": "6121", "metrics.internal.query-service.port": "nonsense",
    ])
    #expect(
      rows.map { $0.split(separator: " ").dropFirst(3).joined(separator: " ") } == [
        "6200 jobmanager.rpc.port", "50100-50200,50300 blob.server.port",
        "8090-8099 rest.bind-port", "6122 taskmanager.rpc.port", "6121 taskmanager.data.port",
        "unreadable: nonsense metrics.internal.query-service.port",
      ])
  }

  @Test
  func `with high availability the rpc port has no say, and ZooKeeper is reached by all`() {
    let rows = table([
      "high-availability": "zookeeper", "jobmanager.rpc.port": "6123",
      "high-availability.zookeeper.quorum": "zk1:2182, zk2/flink",
    ])
    #expect(rows.first == "TaskManager > JobManager random high-availability.jobmanager.port")
    #expect(
      rows.suffix(6).map { $0 } == [
        "JobManager > ZooKeeper 2182 high-availability.zookeeper.quorum zk1",
        "TaskManager > ZooKeeper 2182 high-availability.zookeeper.quorum zk1",
        "client > ZooKeeper 2182 high-availability.zookeeper.quorum zk1",
        "JobManager > ZooKeeper 2181 high-availability.zookeeper.quorum zk2",
        "TaskManager > ZooKeeper 2181 high-availability.zookeeper.quorum zk2",
        "client > ZooKeeper 2181 high-availability.zookeeper.quorum zk2",
      ])
  }

  @Test
  func `native Kubernetes puts fixed ports in the place of random ones`() {
    let rows = table(["blob.server.port": "0"], manager: .kubernetesNative)
    #expect(rows.contains("TaskManager > JobManager 6124 blob.server.port"))
    #expect(rows.contains("JobManager > TaskManager 6122 taskmanager.rpc.port"))
    #expect(rows.contains("client > JobManager 8081 rest.port"))
  }

  @Test
  func `on YARN the JobManager and its REST are random, in the image the blob server is not`() {
    #expect(table([:], manager: .yarn).contains("client > JobManager random rest.bind-port"))
    #expect(
      table([:], manager: .yarn).contains("TaskManager > JobManager random jobmanager.rpc.port"))
    #expect(table([:], manager: .docker).contains("TaskManager > JobManager 6124 blob.server.port"))
  }

  @Test
  func `reporters that listen are reached by monitoring`() {
    let rows = table([
      "metrics.reporter.prom.factory.class":
        "org.apache.flink.metrics.prometheus.PrometheusReporterFactory",
      "metrics.reporter.jmx.port": "8789-8799", "metrics.reporter.push.host": "gateway",
      "metrics.reporter.push.port": "9091",
    ])
    #expect(rows.contains("monitoring > JobManager 9249 metrics.reporter.prom.port"))
    #expect(rows.contains("monitoring > TaskManager 8789-8799 metrics.reporter.jmx.port"))
    #expect(!rows.contains { $0.contains("metrics.reporter.push") })
  }

  @Test
  func `a pin for every random port makes the plan fixed`() {
    for version in FlinkVersion.known {
      var settings = ["high-availability": "none"]
      for pin in plan(settings, version).pins { settings[pin.key] = pin.value }
      #expect(plan(settings, version).isFixed, "\(version)")
      #expect(!plan([:], version).isFixed)
    }
  }

  @Test
  func `several TaskManagers on a machine get ranges where Flink takes them`() {
    let old = plan([:], FlinkVersion(1, 18), perHost: 3).pins.map { "\($0.key): \($0.value)" }
    #expect(old.contains("taskmanager.rpc.port: 50100-50102"))
    #expect(!old.contains { $0.hasPrefix("taskmanager.data") })
    let new = plan([:], FlinkVersion(1, 19), perHost: 3).pins.map { "\($0.key): \($0.value)" }
    #expect(new.contains("taskmanager.data.bind-port: 50200-50202"))
  }

  @Test
  func `TLS is told`() {
    let rows = plan(["security.ssl.internal.enabled": "true"]).rows
    #expect(rows.first?.protocol == "tcp, TLS")
    #expect(rows.first { $0.from == .client }?.protocol == "tcp")
  }

  private func plan(
    _ settings: [String: String], _ version: FlinkVersion = FlinkVersion(1, 18),
    manager: PortPlan.Manager = .standalone, perHost: Int = 1
  ) -> PortPlan {
    PortPlan(
      version: VersionInForce(version), manager: manager, taskManagersPerHost: perHost,
      names: settings.keys.sorted()
    ) { option in
      OptionCatalogue.lookupOrder(of: option, in: version).lazy.compactMap { settings[$0] }.first
    }
  }

  private func table(
    _ settings: [String: String], _ version: FlinkVersion = FlinkVersion(1, 18),
    manager: PortPlan.Manager = .standalone
  ) -> [String] {
    plan(settings, version, manager: manager).rows.map { row in
      "\(row.from.rawValue) > \(row.to.rawValue) \(row.ports) \(row.key)"
        + (row.host.map { " \($0)" } ?? "")
    }
  }
}
