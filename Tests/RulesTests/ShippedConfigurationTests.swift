import Diagnosis
import FlinkConfiguration
import FoundationEssentials
import Rules
import TestSupport
import Testing

/// What Flink ships must not alarm anybody who runs it on one machine.
@Suite
struct ShippedConfigurationTests {
  @Test(arguments: FlinkDistribution.available)
  func `a shipped conf folder has no finding above info on one machine`(
    flink: FlinkDistribution
  ) throws {
    let exam = try exam(of: flink, topology: .single)
    let loud = findings(exam).filter { $0.severity != .info }
    #expect(loud.isEmpty, "\(loud.map { "\($0.id) \($0.message)" })")
  }

  @Test(arguments: FlinkDistribution.available)
  func `copied to several machines it is told that it listens for itself alone`(
    flink: FlinkDistribution
  ) throws {
    let ids = Set(findings(try exam(of: flink, topology: .several)).map(\.id))
    #expect(ids.contains("FD2101"))
    let ships = try #require(FlinkVersion(flink.version)) >= FlinkVersion(1, 15)
    for id in ["FD2103", "FD2104", "FD2105"] { #expect(ids.contains(id) == ships, "\(id)") }
  }

  @Test(
    arguments: FlinkDistribution.available,
    [Deployment.docker, .kubernetesNative, .yarn])
  func `where Flink or the image replaces the shipped addresses there is nothing above info`(
    flink: FlinkDistribution, deployment: Deployment
  ) throws {
    var exam = try exam(of: flink, topology: .several)
    exam.deployment = deployment
    let loud = findings(exam).filter { $0.severity != .info }
    #expect(loud.isEmpty, "\(loud.map { "\($0.id) \($0.message)" })")
  }

  private func findings(_ exam: Examination) -> [CheckResult] {
    Judge(rules: RuleRegistry.rules).judge(exam).results.filter { $0.status == .finding }
  }

  /// The distribution's own conf folder and `lib/`.
  private func exam(of flink: FlinkDistribution, topology: Topology) throws -> Examination {
    let version = try #require(FlinkVersion(flink.version))
    let conf = flink.home + "/conf/"
    let name = version < FlinkVersion(1, 19) ? "flink-conf.yaml" : "config.yaml"
    let bytes = try [UInt8](Data(contentsOf: URL(filePath: conf + name)))
    let reading = ConfigurationReading(
      bytes: bytes, dialect: name == "config.yaml" ? .standard : .flat, path: conf + name)
    var folder = ConfigurationFolder()
    for file in [name, "masters", "workers", "zoo.cfg"] {
      let bytes = try [UInt8](Data(contentsOf: URL(filePath: conf + file)))
      folder.files[file] = ConfigurationFolder.File(path: conf + file, bytes: bytes)
    }
    folder.jars = try FileManager.default.contentsOfDirectory(atPath: flink.home + "/lib").sorted()
    return Examination(
      version: version, topology: topology, reading: reading,
      configuration: EffectiveConfiguration(reading), folder: folder)
  }
}
