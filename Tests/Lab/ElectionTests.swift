import Testing

/// Two JobManagers, and ZooKeeper to choose between them.
///
/// The ZooKeeper client of 1.12's lib/ does not work on Java 17, so 1.17 stands for Akka.
@Suite(.timeLimit(.minutes(120)))
struct ElectionTests {
  /// Without ZooKeeper both JobManagers answer, and neither knows a leader.
  @Test(arguments: ["1.17.2", "1.20.5"])
  func nobodyLeads(version: String) async throws {
    try await Places.shared.withOne {
      let lab = try Lab(version, ["--kind", "ha"])
      try lab(["signal", "zk", "KILL"])
      try lab.run("client", "until curl -s jm1:8081/config | grep -q leader; do sleep 0.2; done")
      let name = "no leader, ZooKeeper was killed"
      let looked = try lab.cluster(from: "client")
      #expect(looked.findings.map(\.id) == ["FD8002"], "\(looked.findings)")
      Results.note(version, name, looked, isAsExpected: looked.findings.map(\.id) == ["FD8002"])
      // On a worker the cause is named.
      let checked = try lab.check(from: "tm1")
      #expect(checked.causes.first?.id == "FD3004", "\(checked.causes)")
      #expect(checked.findings.contains { $0.id == "FD8002" }, "\(checked.findings)")
      #expect(!checked.causes.contains { $0.id == "FD8002" }, "\(checked.causes)")
      Results.note(
        version, "\(name), from tm1", checked, isAsExpected: checked.causes.first?.id == "FD3004")
    }
  }
}
