import Diagnosis
import FlinkConfiguration
import Rules
import Testing

/// The sentences of the design's "Judging fairly" that files alone can show, over all rules together.
struct JudgingFairlyTests {
  private static let loopback = """
    jobmanager.rpc.address: localhost
    jobmanager.bind-host: localhost
    taskmanager.bind-host: localhost
    taskmanager.host: localhost
    rest.address: localhost
    rest.bind-address: localhost
    """

  private let addressIds: Set = ["FD2101", "FD2103", "FD2104", "FD2105", "FD2106", "FD2107"]

  @Test
  func `loopback is an error where several machines are known`() {
    let found = findings(Self.loopback, [.topology(.several)])
    #expect(
      Set(found.filter { $0.severity == .error }.map(\.id)) == [
        "FD2101", "FD2103", "FD2104", "FD2105",
      ])
    #expect(Set(found.filter { $0.severity == .warning }.map(\.id)) == ["FD2106", "FD2107"])
  }

  @Test
  func `loopback is a warning at most where nothing tells the machines`() {
    let found = findings(Self.loopback, [.topology(.unknown)]).filter { addressIds.contains($0.id) }
    #expect(Set(found.map(\.id)) == addressIds)
    #expect(!found.contains { $0.severity == .error })
  }

  @Test
  func `loopback is nothing on one machine`() {
    #expect(findings(Self.loopback, [.topology(.single)]).isEmpty)
  }

  @Test(arguments: FlinkVersion.known)
  func `native Kubernetes drops the bound addresses from 1.15 on`(version: FlinkVersion) {
    let found = findings(
      Self.loopback, [.topology(.several), .deployment(.kubernetesNative)], version: version)
    let judged = Set(found.map(\.id)).intersection(addressIds)
    #expect(judged.isEmpty == (version >= FlinkVersion(1, 15)), "\(judged)")
    #expect(!judged.contains("FD2101"))
  }

  @Test(arguments: FlinkVersion.known)
  func `YARN overwrites the advertised addresses`(version: FlinkVersion) {
    let found = findings(
      "jobmanager.rpc.address: localhost\nrest.address: localhost\ntaskmanager.host: localhost",
      [.topology(.several), .deployment(.yarn)], version: version)
    #expect(found.isEmpty, "\(found.map(\.id))")
  }

  @Test
  func `the image's own edits are applied before its file is judged`() {
    let found = findings(Self.loopback, [.topology(.several), .deployment(.docker)])
    #expect(!found.contains { $0.severity != .info }, "\(found.map(\.id))")
    let mounted = findings(
      "taskmanager.host: 127.0.0.1", [.topology(.several), .deployment(.docker)])
    #expect(mounted.contains { $0.id == "FD2104" && $0.severity == .error })
  }

  @Test
  func `with high availability the rpc port is not the one to judge`() {
    let text = """
      high-availability: zookeeper
      high-availability.storageDir: hdfs:///ha
      high-availability.cluster-id: /a
      high-availability.zookeeper.quorum: zk1,zk2,zk3
      jobmanager.rpc.port: 6123
      rest.port: 6123
      """
    #expect(!findings(text, [.topology(.several)]).contains { $0.id == "FD3101" })
  }

  @Test
  func `127.0.1.1 for a name is no finding by itself`() {
    let found = findings(
      "jobmanager.rpc.address: jm1\ntaskmanager.host: tm1",
      [.topology(.several), .name("tm1", resolvesTo: "127.0.1.1")])
    #expect(!found.contains { $0.severity != .info }, "\(found.map(\.id))")
  }

  @Test
  func `host names are compared as Flink normalises them`() {
    let found = findings(
      "jobmanager.rpc.address: JM1.Example.org",
      [.file("masters", "jm1.example.org:8081\n"), .file("workers", "w1\nw2\n")])
    #expect(!found.contains { $0.id == "FD2304" })
  }

  @Test
  func `a misspelt key is an error, any other unknown one a warning`() {
    let found = findings("jobmanager.rpc.adress: jm1\nmy.own.setting: 1", [.topology(.single)])
    #expect(found.contains { $0.id == "FD1201" && $0.severity == .error })
    #expect(found.contains { $0.id == "FD1202" && $0.severity == .warning })
  }

  private func findings(
    _ text: String, _ seen: [Seen], version: FlinkVersion = FlinkVersion(1, 18)
  ) -> [CheckResult] {
    let sized =
      text + "\njobmanager.memory.process.size: 1600m\ntaskmanager.memory.process.size: 1728m"
    var exam = Examination(.healthy(sized, version: version, seen: seen))
    exam.expectation = .down
    return Judge(rules: RuleRegistry.rules).judge(exam).results.filter { $0.status == .finding }
  }
}
