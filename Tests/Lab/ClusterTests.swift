import Testing

/// One cluster per version: first healthy, then broken in every way on one Akka and one Pekko.
enum ClusterTests {
  @Suite(.serialized, .cluster("1.12.5"), .timeLimit(.minutes(20)))
  struct Flink1_12 {
    @Test func healthy() throws { try proveHealthy() }
    @Test(arguments: Scenario.all) func finds(_ scenario: Scenario) throws { try prove(scenario) }
  }

  @Suite(.serialized, .cluster("1.20.5"), .timeLimit(.minutes(20)))
  struct Flink1_20 {
    @Test func healthy() throws { try proveHealthy() }
    @Test(arguments: Scenario.all) func finds(_ scenario: Scenario) throws { try prove(scenario) }
  }

  @Suite(.serialized, .cluster("1.17.2"), .timeLimit(.minutes(20)))
  struct Flink1_17 {
    @Test func healthy() throws { try proveHealthy() }
    @Test(.enabled(if: Results.isMatrix), arguments: Scenario.all)
    func finds(_ scenario: Scenario) throws { try prove(scenario) }
  }

  @Suite(.serialized, .cluster("1.18.1"), .timeLimit(.minutes(20)))
  struct Flink1_18 {
    @Test func healthy() throws { try proveHealthy() }
    @Test(.enabled(if: Results.isMatrix), arguments: Scenario.all)
    func finds(_ scenario: Scenario) throws { try prove(scenario) }
  }

  @Suite(.serialized, .cluster("2.3.0"), .timeLimit(.minutes(20)))
  struct Flink2_3 {
    @Test func healthy() throws { try proveHealthy() }
    @Test(.enabled(if: Results.isMatrix), arguments: Scenario.all)
    func finds(_ scenario: Scenario) throws { try prove(scenario) }
  }
}

private func prove(_ scenario: Scenario) throws {
  try scenario.prove(in: #require(Lab.current))
}

/// From each node, in each role: no finding above info, and no line in anybody's log.
private func proveHealthy() throws {
  let lab = try #require(Lab.current)
  let before = try lab.logLines()
  #expect(before.values.filter { $0 > 0 }.count == 3, "\(before)")
  for host in ["jm1", "tm1", "tm2", "client"] {
    let judgement = try lab.check(from: host)
    #expect(judgement.alarms.isEmpty, "\(lab.version) on \(host)")
    Results.note(
      lab.version, "healthy, from \(host)", judgement.causes.map(\.id), judgement.seconds)
  }
  // What a peer has to say about a visitor it says at once; a gate is shut after 50 ms.
  try lab.run("client", "sleep 1")
  #expect(try lab.logLines() == before)
}
