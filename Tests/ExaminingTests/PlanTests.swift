import Diagnosis
import Evidence
import Examining
import FlinkConfiguration
import Probes
import Testing

/// Where `check` looks for the JobManager, told from the configuration alone.
@Suite struct PlanTests {
  private func targets(
    _ text: String, _ versions: FlinkVersionRange = FlinkVersionRange(FlinkVersion(1, 18)),
    _ deployment: Deployment = .standalone
  ) -> [String] {
    let reading = ConfigurationReading(
      bytes: Array(text.utf8), dialect: .flat, path: "flink-conf.yaml")
    let exam = Examination(
      version: versions.versions[0], versions: versions, deployment: deployment, reading: reading,
      configuration: EffectiveConfiguration(reading))
    let plan = plan(exam)
    let dialled = plan.ports.filter { $0.role == .jobManagerRpc }.map { "\($0.host) \($0.port)" }
    return dialled.isEmpty ? plan.names : dialled
  }

  @Test(arguments: [
    ("jobmanager.rpc.address: jm1", ["jm1 6123"]),
    ("jobmanager.rpc.address: JM1.Example ", ["jm1.example 6123"]),
    ("jobmanager.rpc.address: '[FD00:0::1]'", []),
    ("jobmanager.rpc.address: [FD00:0::1]\njobmanager.rpc.port: 7000", ["fd00::1 7000"]),
    ("jobmanager.rpc.address: jm1\njobmanager.rpc.port: 0", ["jm1"]),
    ("jobmanager.rpc.address: jm1\njobmanager.rpc.port: 65536", ["jm1"]),
    ("jobmanager.rpc.address: jm1\njobmanager.rpc.port: x", ["jm1"]),
    ("jobmanager.rpc.address: jm1:6123", []),
    ("jobmanager.rpc.port: 6123", []),
    ("", []),
  ])
  func oneJobManager(text: String, planned: [String]) {
    #expect(targets(text) == planned)
  }

  @Test(arguments: [
    ("", ["jm1"]),
    ("high-availability.jobmanager.port: 50010", ["jm1 50010"]),
    (
      "high-availability.jobmanager.port: 50010-50012, 50020",
      ["jm1 50010", "jm1 50011", "jm1 50012", "jm1 50020"]
    ),
    ("high-availability.jobmanager.port: 1-99999999999999999999", ["jm1"]),
    ("high-availability.jobmanager.port: -", ["jm1"]),
  ])
  func electedLeaders(port: String, planned: [String]) {
    let text = "jobmanager.rpc.address: jm1\nhigh-availability: zookeeper\n" + port
    #expect(targets(text) == planned)
  }

  /// `high-availability.type` is no option yet in 1.16, so there the plain port is meant.
  @Test func everyPossibleVersionIsPlannedFor() {
    let text =
      "jobmanager.rpc.address: jm1\nhigh-availability.type: zookeeper\n"
      + "high-availability.jobmanager.port: 50010"
    let range = FlinkVersionRange(from: FlinkVersion(1, 15), to: FlinkVersion(1, 18))
    #expect(targets(text, range) == ["jm1 6123", "jm1 50010"])
  }

  @Test(arguments: [Deployment.yarn, .kubernetesNative])
  func theDeployersNameIsNeverDialled(deployment: Deployment) {
    let versions = FlinkVersionRange(FlinkVersion(1, 18))
    #expect(targets("jobmanager.rpc.address: jm1", versions, deployment).isEmpty)
  }
}
