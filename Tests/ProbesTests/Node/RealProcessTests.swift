import Evidence
import FoundationEssentials
import Glibc
import Probes
import TestSupport
import Testing

/// A real JobManager, as this user sees it in `/proc`.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct RealProcessTests {
  static let distributions = FlinkDistribution.available.filter {
    ["1.12.5", "2.3.0"].contains($0.version)
  }

  @Test(arguments: distributions)
  func tellsWhatRuns(flink: FlinkDistribution) throws {
    let ports = [LoopbackListener.closedPort(), LoopbackListener.closedPort()].compactMap(\.self)
    let before = Int64(Date().timeIntervalSince1970 * 1000)
    let program = try HeldProgram("Tests/jobmanager", [flink.version] + ports.map { "\($0)" })
    let conf = URL(filePath: try #require(program.words.last)).deletingLastPathComponent()
    let file = flink.version.hasPrefix("1") ? "flink-conf.yaml" : "config.yaml"
    let path = conf.appending(path: file).path(percentEncoded: false)
    let probe = ProcessProbe(examined: path)
    let found = probe.look(until: .now.advanced(by: .seconds(9)))
    #expect(found.incomplete == nil)
    let process = try #require(found.flink.first { $0.configuration?.isExamined == true })
    #expect(process.role == .jobManager)
    #expect(process.place == .here)
    #expect(process.version == flink.version)
    #expect(process.uid == Int(getuid()))
    #expect(before - 1000 <= process.startedAtMs && process.startedAtMs <= found.lookedAtMs)
    #expect(abs((process.configuration?.modifiedAtMs ?? 0) - process.startedAtMs) < 5000)
    #expect(process.jvmOptions.contains("-Xmx384m"))
    #expect(process.openJars?.contains { $0.hasSuffix("-\(flink.version).jar") } == true)
    #expect(process.javaVersion != nil)
    #expect(process.isJavaDeleted == false)
    #expect((process.residentBytes ?? 0) > 50 << 20)
    #expect((process.openFiles ?? 0) > 20)
    #expect(process.cgroup != nil)
  }
}
