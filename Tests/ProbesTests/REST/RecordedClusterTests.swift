import Evidence
import Probes
import Testing

/// What real JobManagers answered, one of whose TaskManagers had been killed a moment before.
@Suite(.serialized, .timeLimit(.minutes(1)))
struct RecordedClusterTests {
  @Test(arguments: ["1.12.5", "1.17.2", "1.18.1", "1.20.5", "2.3.0"])
  func tellsTheCluster(version: String) async throws {
    let server = try RESTServer(recordedOf: version)
    let cluster = try #require(await Self.look(at: server))
    #expect(cluster.failure == nil)
    #expect(cluster.version == version)
    #expect(cluster.overview?.slots == 4)
    #expect(cluster.taskManagers?.compactMap(\.host).sorted() == ["10.77.0.21", "10.77.0.22"])
    #expect(cluster.taskManagers?.allSatisfy { $0.rpcPort == 6122 && $0.dataPort == 6121 } == true)
    #expect(cluster.running("jobmanager.rpc.address") == "jm1")
    let job = try #require(cluster.jobs?.first)
    #expect(job.name == "lab")
    #expect(job.parallelism == 4)
    #expect(
      job.exceptions.contains {
        $0.task?.hasPrefix("Map -> Filter -> Sink: Print to Std. Out (") == true
          && $0.location == "tm2.lab:6121"
          && $0.rootCause.contains("Connection unexpectedly closed by remote task manager")
      }, "\(job.exceptions)")
    #expect(job.checkpoints?.intervalMs == nil)
    #expect(job.checkpoints?.backend?.hasSuffix("StateBackend") == true)
    #expect(cluster.jobManager?.heapMax ?? 0 > 100_000_000)
    #expect(cluster.taskManagers?.allSatisfy { $0.jvm?.collectionTimeMs ?? 0 > 0 } == true)
    // There is no recorded page, job's metric or date.
    #expect(cluster.failures.isEmpty, "\(cluster.failures)")
    #expect(cluster.clock == nil)
    #expect(cluster.requests == server.asked.count)
    #expect(server.mostAtOnce <= 4)
  }

  /// The paths that change nothing and run nobody's code; the rest of Flink's is not asked for.
  private static let allowed = [
    "/config", "/overview", "/jobmanager/config", "/jobmanager/metrics", "/taskmanagers",
    "/taskmanagers/metrics", "/taskmanagers/*/metrics", "/jobs/overview", "/jobs/*",
    "/jobs/*/exceptions", "/jobs/*/checkpoints", "/jobs/*/checkpoints/config", "/jobs/*/metrics",
    "/index.html",
  ]

  @Test func asksForNothingElse() async throws {
    let server = try RESTServer(recordedOf: "2.3.0")
    _ = await Self.look(at: server)
    for path in server.asked {
      var parts = path.prefix { $0 != "?" }.split(separator: "/").map(String.init)
      if parts.count > 1, parts[0] != "jobmanager", !["overview", "metrics"].contains(parts[1]) {
        parts[1] = "*"
      }
      #expect(Self.allowed.contains("/" + parts.joined(separator: "/")), "\(path)")
    }
    #expect(server.headers.allSatisfy { $0.hasPrefix("GET ") })
  }

  static func look(
    at server: RESTServer, _ change: (inout ClusterTarget) -> Void = { _ in }
  ) async -> ClusterEvidence? {
    var target = ClusterTarget([RESTEndpoint(host: "127.0.0.1", port: server.port)])
    change(&target)
    var plan = ProbePlan()
    plan.cluster = target
    return await measure(plan, within: .seconds(2, deadline: 8), from: Evidence()).cluster
  }
}
