import Diagnosis
import Evidence
import Examining
import FlinkConfiguration
import Probes
import Testing

/// What of a configuration decides over a TaskManager's address.
@Suite struct AddressToSelectTests {
  private func request(
    _ text: String, _ version: FlinkVersion = FlinkVersion(1, 18),
    _ deployment: Deployment = .standalone, leader: String? = nil
  ) -> AddressSelectionRequest? {
    let reading = ConfigurationReading(
      bytes: Array(text.utf8), dialect: .flat, path: "flink-conf.yaml")
    var exam = Examination(
      version: version, deployment: deployment, reading: reading,
      configuration: EffectiveConfiguration(reading),
      evidence: Evidence(node: NodeEvidence(hostname: "tm1", addresses: ["10.0.0.3"])))
    exam.leader = leader.flatMap { LeaderAddress($0) }
    return plan(exam).addressSelection
  }

  @Test func theJobManagerIsWhereTheFileSays() {
    let found = request("jobmanager.rpc.address: JM1\njobmanager.rpc.port: 7000")
    #expect(found?.leader == .at(host: "jm1", port: 7000))
    #expect(found?.hosts == ["tm1", "jm1"])
    #expect(found?.refusal == nil)
    #expect(found?.lookupTimeout == .seconds(10))
  }

  @Test(arguments: [
    "taskmanager.host: tm1", "jobmanager.rpc.address: jm1:6123",
    "jobmanager.rpc.address: jm1\njobmanager.rpc.port: 0",
    "jobmanager.rpc.address: jm1\ntaskmanager.host: a:b",
    "jobmanager.rpc.address: jm1\npekko.lookup.timeout: soon",
  ])
  func someConfigurationsStartNoTaskManager(text: String) {
    #expect(request(text)?.refusal != nil)
  }

  @Test func highAvailabilityTellsTheLeader() {
    let text = "high-availability: zookeeper\njobmanager.rpc.address: jm1"
    guard case .unknown = request(text)?.leader else {
      Issue.record("the file does not know the leader")
      return
    }
    #expect(request(text, leader: "jm2:4000")?.leader == .at(host: "jm2", port: 4000))
  }

  @Test func aConfiguredHostIsTakenAsItStands() {
    let found = request("jobmanager.rpc.address: jm1\ntaskmanager.host: [FD00:0::3]")
    #expect(found?.configured == "fd00::3")
    #expect(found?.isSearching == false)
    // The image deletes this line of the file that it brings along.
    let shipped = "jobmanager.rpc.address: jm1\ntaskmanager.host: localhost"
    #expect(request(shipped)?.configured == "localhost")
    #expect(request(shipped, FlinkVersion(1, 18), .docker)?.configured == nil)
  }

  @Test func theTimeHasTheNameOfItsVersion() {
    let text = "jobmanager.rpc.address: jm1\nakka.lookup.timeout: 3 s"
    #expect(request(text, FlinkVersion(1, 12))?.lookupTimeout == .seconds(3))
    #expect(request(text, FlinkVersion(1, 18))?.lookupTimeout == .seconds(3))
  }

  @Test func whereFlinkStartsTaskManagersItselfNothingIsAsked() {
    #expect(request("jobmanager.rpc.address: jm1", FlinkVersion(1, 18), .yarn) == nil)
    #expect(request("jobmanager.rpc.address: jm1", FlinkVersion(1, 18), .kubernetesNative) == nil)
  }
}
