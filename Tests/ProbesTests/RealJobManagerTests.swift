import Evidence
import FoundationEssentials
import Probes
import TestSupport
import Testing

/// A dial opens a real JobManager's ports and leaves no line in its log.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct RealJobManagerTests {
  static let distributions = FlinkDistribution.available.filter {
    ["1.12.5", "2.3.0"].contains($0.version)
  }

  @Test(arguments: distributions)
  func aDialLeavesNoTrace(flink: FlinkDistribution) async throws {
    let ports = [LoopbackListener.closedPort(), LoopbackListener.closedPort()].compactMap(\.self)
    try #require(Set(ports).count == 2)
    let program = try HeldProgram("Tests/jobmanager", [flink.version] + ports.map { "\($0)" })
    let log = URL(filePath: try #require(program.words.last))
    let before = try Data(contentsOf: log).count
    #expect(before > 0)
    for _ in 0..<5 {
      let evidence = await measure(
        ProbePlan(
          ports: ports.map { PortTarget(host: "localhost", port: $0, role: .jobManagerRpc) }),
        within: .seconds(3, deadline: 6))
      let dials = evidence.dials.filter { $0.address == "127.0.0.1" }
      #expect(dials.map(\.outcome) == [.open, .open])
    }
    try await Task.sleep(for: .seconds(1))
    #expect(try Data(contentsOf: log).count == before)
  }
}
