import Diagnosis
import Evidence
import Rules
import Testing

/// Of two faults that probes found, which one brought a third thing about.
struct ProbedCauseTests {
  /// A data port carries no heartbeats: another TaskManager's, at that.
  @Test
  func `heartbeats are lost at the JobManager's port, not at a data port`() throws {
    let example = RuleExample.finding(
      "jobmanager.rpc.address: jm1\ntaskmanager.data.port: 6121\n"
        + "taskmanager.memory.process.size: 1728m",
      seen: [
        .role(.taskManager), .file("workers", "tm2"),
        .dial("jm1", 6123, .dropped), .dial("jm1", 8081, .open), .dial("tm2", 6121, .dropped),
        .cluster { $0.taskManagers = [.at("10.0.0.2", "a", heard: 31), .at("10.0.0.3", "b")] },
      ])
    let (results, diagnosis) = Judge(rules: RuleRegistry.rules).judge(Examination(example))
    func fingerprint(_ id: String) throws -> String {
      try #require(results.first { $0.id == id && $0.status == .finding }?.fingerprint)
    }
    let late = try fingerprint("FD8106")
    let causes = [try fingerprint("FD3001"), try fingerprint("FD3006")]
    #expect(diagnosis.map(\.cause) == causes, "\(results.filter { $0.status == .finding })")
    #expect(diagnosis.first?.explains == [late])
  }
}
