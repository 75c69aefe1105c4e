import Diagnosis
import Evidence
import Examining
import FlinkConfiguration
import Probes
import Testing

/// Which ports a node dials, by what it does in the cluster.
@Suite struct PortsToDialTests {
  private static let ports = """
    jobmanager.rpc.address: jm1
    blob.server.port: 6124
    taskmanager.rpc.port: 50100-50101
    taskmanager.data.port: 6121
    metrics.internal.query-service.port: 50300
    """

  private func dialled(
    _ text: String, version: FlinkVersion = FlinkVersion(1, 18),
    _ change: (inout Examination) -> Void = { _ in }
  ) -> [String] {
    let reading = ConfigurationReading(
      bytes: Array(text.utf8), dialect: .flat, path: "flink-conf.yaml")
    var exam = Examination(
      version: version, reading: reading, configuration: EffectiveConfiguration(reading))
    exam.evidence.node = NodeEvidence(
      hostname: "node.example.com", addresses: ["127.0.0.1", "10.0.0.7"])
    change(&exam)
    return plan(exam).ports.map { "\($0.role.rawValue) \($0.host) \($0.port)" }
  }

  private static func file(_ exam: inout Examination, _ name: String, _ text: String) {
    exam.folder.files[name] = ConfigurationFolder.File(path: name, bytes: Array(text.utf8))
  }

  /// A random data port is known from the line that could not reach it, and one of the configuration
  /// is asked once.
  @Test func whatALogCouldNotReachIsDialledToo() {
    let ports = dialled("jobmanager.rpc.address: 10.0.0.1\nblob.server.port: 6124") { exam in
      let texts = [
        (
          "Connecting to remote task manager 'tm4/10.0.0.4:43385' has failed.", "tm4", "10.0.0.4",
          43385
        ),
        ("Failed to fetch BLOB 1/2 from jm1/10.0.0.1:6124 and store it", "jm1", "10.0.0.1", 6124),
        (
          "Connecting to remote task manager 'localhost/127.0.0.1:1' has failed.", "", "127.0.0.1",
          1
        ),
      ]
      exam.evidence.logs = LogEvidence(
        files: [LogFileEvidence(path: "taskmanager.log", component: .taskManager)],
        events: texts.enumerated().map { at, line in
          LogEvent(
            ids: ["FD7203"], line: at + 1, text: line.0,
            addresses: [LogAddress(host: line.1, ip: line.2, port: line.3)])
        })
    }
    #expect(
      ports.filter { $0.hasPrefix("taskmanager-data") } == ["taskmanager-data 10.0.0.4 43385"])
    #expect(ports.filter { $0.hasPrefix("blob-server") } == ["blob-server 10.0.0.1 6124"])
  }

  @Test func aTaskManagerDialsTheJobManagerAndTheOthersData() {
    let ports = dialled(Self.ports) { exam in
      Self.file(&exam, "workers", "node\ntm2\ntm3 # the third\n")
    }
    #expect(
      ports == [
        "jobmanager-rpc jm1 6123", "blob-server jm1 6124", "rest jm1 8081",
        "taskmanager-data tm2 6121", "taskmanager-data tm3 6121",
      ])
  }

  @Test func aJobManagerDialsTheTaskManagers() {
    let ports = dialled(Self.ports) { exam in
      exam.role = .jobManager
      Self.file(&exam, "workers", "tm1\n")
    }
    #expect(
      ports == [
        "jobmanager-rpc jm1 6123", "blob-server jm1 6124", "rest jm1 8081",
        "taskmanager-rpc tm1 50100", "taskmanager-rpc tm1 50101", "metrics tm1 50300",
      ])
  }

  @Test func aClientDialsTheJobManager() {
    let ports = dialled(Self.ports + "\nrest.address: web.example\nrest.port: 80") { exam in
      Self.file(&exam, "workers", "tm1\n")
    }
    #expect(ports == ["jobmanager-rpc jm1 6123", "rest web.example 80"])
  }

  /// As shipped since 1.15: where the command line finds REST on the JobManager's own machine.
  @Test func restOnLoopbackIsTheJobManagers() {
    #expect(
      dialled("jobmanager.rpc.address: jm1\nrest.address: localhost")
        == ["jobmanager-rpc jm1 6123", "rest jm1 8081"])
  }

  @Test func electedLeadersAreEveryMaster() {
    let ports = dialled(
      """
      jobmanager.rpc.address: jm1
      high-availability.type: zookeeper
      high-availability.jobmanager.port: 50010
      high-availability.zookeeper.quorum: zk1,[fd00::2]:2182/flink
      high-availability.storageDir: hdfs://nn1:8020/flink
      blob.server.port: 6124
      state.checkpoints.dir: hdfs://nameservice/checkpoints
      s3.endpoint: http://minio:9000
      """
    ) { Self.file(&$0, "masters", "jm1:8081\njm2:8081\n") }
    #expect(
      ports == [
        "jobmanager-rpc jm1 50010", "jobmanager-rpc jm2 50010", "rest jm1 8081", "rest jm2 8081",
        "zookeeper zk1 2181", "zookeeper fd00::2 2182", "storage nn1 8020", "storage minio 9000",
      ])
  }

  @Test func theUserKnowsTheLeader() {
    let text =
      "jobmanager.rpc.address: jm1\nhigh-availability.type: zookeeper\nblob.server.port: 6124"
    let ports = dialled(text) { $0.leader = LeaderAddress("jm2:40001") }
    #expect(ports == ["jobmanager-rpc jm2 40001", "blob-server jm2 6124", "rest jm2 8081"])
  }

  @Test func aLongRangeIsSampled() throws {
    let text =
      "jobmanager.rpc.address: jm1\nhigh-availability.type: zookeeper\n"
      + "high-availability.jobmanager.port: 50000-59999"
    let ports = dialled(text).filter { $0.hasPrefix("jobmanager") }
    #expect(ports.count == 32)
    #expect(ports[0] == "jobmanager-rpc jm1 50000")
    #expect(ports[15] == "jobmanager-rpc jm1 50015")
    #expect(ports[31] == "jobmanager-rpc jm1 59999")
    #expect(Set(ports).count == 32)
  }

  @Test(arguments: [
    ("taskmanager.data.bind-port: 7000-7001", ["7000", "7001"]),
    ("taskmanager.data.port: 0", []),
    ("taskmanager.data.port: 6121\ntaskmanager.data.bind-port: 7000", ["6121"]),
  ])
  func othersDialTheAdvertisedPort(setting: String, planned: [String]) {
    let ports = dialled("jobmanager.rpc.address: jm1\n" + setting, version: FlinkVersion(1, 20)) {
      $0.role = .taskManager
      Self.file(&$0, "workers", "tm2")
    }
    #expect(
      ports.filter { $0.hasPrefix("taskmanager-data") }
        == planned.map { "taskmanager-data tm2 \($0)" })
  }

  /// The file as Flink ships it, on a node whose JobManager is elsewhere: no script reads it there.
  @Test func shippedWorkersAreNoTaskManagers() {
    let ports = dialled(Self.ports) { exam in
      exam.role = .jobManager
      Self.file(&exam, "workers", "localhost\n")
    }
    #expect(!ports.contains { $0.hasPrefix("taskmanager") })
  }

  @Test(arguments: [Deployment.yarn, .kubernetesNative])
  func whatADeployerNamesIsNotDialled(deployment: Deployment) {
    let ports = dialled(Self.ports) { exam in
      exam.deployment = deployment
      Self.file(&exam, "workers", "tm1")
    }
    #expect(ports.isEmpty)
  }
}
