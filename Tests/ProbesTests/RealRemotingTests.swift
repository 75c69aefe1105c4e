import Evidence
import FoundationEssentials
import Probes
import Remoting
import TestSupport
import Testing

/// Conversations with real JobManagers and TaskManagers: what they say, and that none writes a line.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct RealRemotingTests {
  static let distributions = FlinkDistribution.available.filter {
    ["1.12.5", "1.14.6", "1.17.2", "1.18.1", "1.20.5", "2.3.0"].contains($0.version)
  }

  @Test(arguments: distributions)
  func `a hundred conversations leave no line`(flink: FlinkDistribution) async throws {
    let cluster = try RealCluster(flink)
    let before = try cluster.logs()
    // Each way of asking, thirty-five times.
    let plan = ProbePlan(remoting: [
      cluster.target(cluster.jobManager, schemes: cluster.schemes),
      cluster.target(cluster.taskManager, role: .taskManagerRpc, schemes: cluster.schemes),
      cluster.target(cluster.jobManager, schemes: [], rest: cluster.rest, host: "127.0.0.1"),
    ])
    for _ in 0..<7 {
      let rounds = await withTaskGroup(of: Evidence.self) { group in
        for _ in 0..<5 { group.addTask { await measure(plan, within: .seconds(3, deadline: 15)) } }
        return await group.reduce(into: []) { $0.append($1) }
      }
      for evidence in rounds { try expectHealth(evidence, cluster, flink) }
    }
    #expect(try await cluster.logsAfterASecond() == before)
  }

  private func expectHealth(
    _ evidence: Evidence, _ cluster: RealCluster, _ flink: FlinkDistribution
  ) throws {
    let remoting = try #require(evidence.remoting).filter { $0.address == "127.0.0.1" }
    #expect(remoting.count == 3)
    for peer in remoting {
      #expect(peer.outcome == .associated, "\(peer)")
      #expect(peer.system == "flink")
      #expect(peer.hostname == "localhost")
      #expect(peer.advertisedPort == peer.port)
      #expect(peer.transport == "tcp")
      #expect(peer.scheme == cluster.schemes[0].rawValue)
      #expect(peer.unansweredSchemes == [])
      #expect(peer.roundTripMs.count == 5)
      #expect(peer.echoes.map(\.bytes) == [3000, 60000])
      #expect(peer.echoes.allSatisfy { $0.roundTripMs != nil })
      #expect(peer.frame == .init(bytes: 10_485_760, isAccepted: true))
      #expect(peer.durationMs < 1500)
      let isJobManager = peer.port == cluster.jobManager
      let actors = (peer.roles ?? []).map { $0.prefix { $0 != "_" } }
      #expect(actors == (isJobManager ? ["dispatcher", "resourcemanager"] : ["taskmanager"]))
      #expect(peer.flinkVersion == (peer.host == "127.0.0.1" ? flink.version : nil))
    }
  }

  @Test(arguments: distributions.filter { ["1.12.5", "2.3.0"].contains($0.version) })
  func `the limit of frames is told to the byte`(flink: FlinkDistribution) async throws {
    let cluster = try RealCluster(flink, ["\(RealCluster.kind(flink)).framesize=65536b"])
    let before = try cluster.logs()
    for (size, isAccepted) in [(65536, true), (65537, false)] {
      var target = cluster.target(cluster.jobManager, schemes: cluster.schemes, host: "127.0.0.1")
      target.frameSize = size
      let evidence = await measure(
        ProbePlan(remoting: [target]), within: .seconds(3, deadline: 15))
      #expect(evidence.remoting?.map(\.frame) == [.init(bytes: size, isAccepted: isAccepted)])
      if isAccepted { #expect(try await cluster.logsAfterASecond() == before) }
    }
  }

  @Test(arguments: distributions.filter { ["1.12.5", "2.3.0"].contains($0.version) })
  func `one of the other kind is told by its own scheme`(flink: FlinkDistribution) async throws {
    let cluster = try RealCluster(flink)
    let evidence = await measure(
      ProbePlan(remoting: [
        cluster.target(
          cluster.jobManager, schemes: cluster.schemes.reversed(), host: "127.0.0.1"),
        // The metrics of REST are no actor system.
        cluster.target(cluster.rest, schemes: cluster.schemes, host: "127.0.0.1"),
      ]), within: .seconds(3, deadline: 15))
    let remoting = try #require(evidence.remoting)
    let jobManager = try #require(remoting.first { $0.port == cluster.jobManager })
    #expect(jobManager.scheme == cluster.schemes[0].rawValue)
    #expect(jobManager.unansweredSchemes == [cluster.schemes[1].rawValue])
    #expect(remoting.first { $0.port == cluster.rest }?.outcome == .http)
  }
}

/// A JobManager and a TaskManager on loopback.
private struct RealCluster {
  let program: HeldProgram
  let jobManager: Int
  let taskManager: Int
  let rest: Int
  let schemes: [RemotingScheme]

  init(_ flink: FlinkDistribution, _ settings: [String] = []) throws {
    let ports = (0..<3).compactMap { _ in LoopbackListener.closedPort() }
    try #require(Set(ports).count == 3)
    (jobManager, rest, taskManager) = (ports[0], ports[1], ports[2])
    program = try HeldProgram(
      "Tests/jobmanager",
      ["--taskmanager", "\(taskManager)", flink.version, "\(jobManager)", "\(rest)"] + settings)
    schemes = Self.kind(flink) == "akka" ? [.akka, .pekko] : [.pekko, .akka]
  }

  static func kind(_ flink: FlinkDistribution) -> String {
    ["1.12.5", "1.14.6", "1.17.2"].contains(flink.version) ? "akka" : "pekko"
  }

  func target(
    _ port: Int, role: PortRole = .jobManagerRpc, schemes: [RemotingScheme], rest: Int? = nil,
    host: String = "localhost"
  ) -> RemotingTarget {
    RemotingTarget(
      port: PortTarget(host: host, port: port, role: role), schemes: schemes, restPort: rest,
      frameSize: 10_485_760)
  }

  /// The lines of both logs.
  func logs() throws -> [String] {
    try program.words.suffix(2).flatMap { path in
      String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
        .split(separator: "\n").map(String.init)
    }
  }

  func logsAfterASecond() async throws -> [String] {
    try await Task.sleep(for: .seconds(1))
    return try logs()
  }
}
