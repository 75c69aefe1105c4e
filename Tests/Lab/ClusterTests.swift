import Testing

/// One cluster per version: first healthy, then broken in every way on one Akka and one Pekko.
enum ClusterTests {
  @Suite(.serialized, .cluster("1.12.5", isLong: true), .timeLimit(.minutes(120)))
  struct Flink1_12 {
    @Test func healthy() throws { try proveHealthy() }
    @Test func running() throws { try #require(Lab.current).proveHealthyCluster() }
    @Test func quiet() throws { try #require(Lab.current).proveQuiet() }
    @Test func restarted() throws { try #require(Lab.current).proveRestarted() }
    @Test(arguments: Scenario.all) func finds(_ scenario: Scenario) throws { try prove(scenario) }
    @Test(arguments: NodesScenario.all) func findsTogether(_ scenario: NodesScenario) throws {
      try scenario.prove(in: #require(Lab.current))
    }
  }

  @Suite(.serialized, .cluster("1.20.5", isLong: true), .timeLimit(.minutes(120)))
  struct Flink1_20 {
    @Test func healthy() throws { try proveHealthy() }
    @Test func running() throws { try #require(Lab.current).proveHealthyCluster() }
    @Test func quiet() throws { try #require(Lab.current).proveQuiet() }
    @Test func restarted() throws { try #require(Lab.current).proveRestarted() }
    @Test(arguments: Scenario.all) func finds(_ scenario: Scenario) throws { try prove(scenario) }
    @Test(arguments: NodesScenario.all) func findsTogether(_ scenario: NodesScenario) throws {
      try scenario.prove(in: #require(Lab.current))
    }
  }

  @Suite(.serialized, .cluster("1.17.2"), .timeLimit(.minutes(120)))
  struct Flink1_17 {
    @Test func healthy() throws { try proveHealthy() }
    @Test func running() throws { try #require(Lab.current).proveHealthyCluster() }
    @Test(.enabled(if: Results.isMatrix), arguments: Scenario.all)
    func finds(_ scenario: Scenario) throws { try prove(scenario) }
  }

  @Suite(.serialized, .cluster("1.18.1"), .timeLimit(.minutes(120)))
  struct Flink1_18 {
    @Test func healthy() throws { try proveHealthy() }
    @Test func running() throws { try #require(Lab.current).proveHealthyCluster() }
    @Test(.enabled(if: Results.isMatrix), arguments: Scenario.all)
    func finds(_ scenario: Scenario) throws { try prove(scenario) }
  }

  @Suite(.serialized, .cluster("2.3.0"), .timeLimit(.minutes(120)))
  struct Flink2_3 {
    @Test func healthy() throws { try proveHealthy() }
    @Test func running() throws { try #require(Lab.current).proveHealthyCluster() }
    @Test(.enabled(if: Results.isMatrix), arguments: Scenario.all)
    func finds(_ scenario: Scenario) throws { try prove(scenario) }
  }
}

private func prove(_ scenario: Scenario) throws {
  try scenario.prove(in: #require(Lab.current))
}

private func proveHealthy() throws {
  let lab = try #require(Lab.current)
  try lab.proveHealthy(from: ["jm1", "tm1", "tm2", "client"], "healthy")
  try NodesScenario.proveHealthy(in: lab)
}
