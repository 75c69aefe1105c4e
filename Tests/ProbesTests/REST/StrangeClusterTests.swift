import Evidence
import Glibc
import Probes
import Testing

/// Whatever is no JobManager is told for what it is, in time.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct StrangeClusterTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let kind: RESTFailure.Kind
    let answer: RESTServer.Answer

    init(_ name: String, _ kind: RESTFailure.Kind, _ answer: RESTServer.Answer) {
      testDescription = name
      self.kind = kind
      self.answer = answer
    }
  }

  static let cases: [Case] = [
    Case(
      "a proxy's page", .notFlink,
      .init("<html><title>Sign  in</title></html>", type: "text/html")),
    Case("another program's JSON", .notFlink, .init(#"{"status":"UP"}"#)),
    Case("JSON that breaks off", .malformed, .init(#"{"flink-version":"1.2"#)),
    Case("nothing", .malformed, .init("")),
    Case(
      "JSON that is nested without end", .malformed,
      .init(String(repeating: "[", count: 50_000))),
    Case("a login", .unauthorized, .init("", status: 401)),
    Case(
      "no leader", .noLeader,
      .init(
        #"{"errors":["Service temporarily unavailable due to an ongoing leader election. "#
          + #"Please refresh."]}"#, status: 503)),
    Case("a proxy without anybody behind it", .status, .init("Bad gateway", status: 502)),
    Case(
      "another site", .redirected,
      .init("", status: 302, headers: ["Location: https://sso.example.org/login?next=/config"])),
    Case(
      "itself again", .redirected, .init("", status: 302, headers: ["Location: /config"])),
  ]

  @Test(arguments: cases)
  func isToldForWhatItIs(strange: Case) async throws {
    let server = try RESTServer { _ in strange.answer }
    let cluster = try #require(await RecordedClusterTests.look(at: server))
    #expect(cluster.failure?.kind == strange.kind, "\(String(describing: cluster.failure))")
    #expect(cluster.requests <= 4)
  }

  /// What a server does, and what must be said of it.
  @Test(arguments: [
    ("never answers", RESTFailure.Kind.timedOut), ("closes", .closed), ("never ends", .tooLarge),
    ("speaks something else", .notHTTP), ("drips", .timedOut),
  ])
  func isNotWaitedForForEver(name: String, kind: RESTFailure.Kind) async throws {
    let server = try #require(
      HostileServer { _, socket in
        switch name {
        case "never answers": HostileServer.drain(socket)
        case "never ends":
          HostileServer.send(Array("HTTP/1.1 200 OK\r\n\r\n".utf8), to: socket)
          let block = [UInt8](repeating: 0x20, count: 65536)
          while HostileServer.send(block, to: socket) {}
        case "speaks something else":
          HostileServer.send(Array("SSH-2.0-OpenSSH_9.2\r\n".utf8), to: socket)
          HostileServer.drain(socket)
        case "drips":
          HostileServer.send(
            Array("HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n".utf8), to: socket)
          for _ in 0..<100 {
            guard HostileServer.send([0x20], to: socket) else { return }
            usleep(100_000)
          }
        default: break
        }
      })
    var plan = ProbePlan()
    plan.cluster = ClusterTarget([RESTEndpoint(host: "127.0.0.1", port: server.port)])
    let start = ContinuousClock.now
    let cluster = await measure(plan, within: .seconds(1, deadline: 4), from: Evidence()).cluster
    #expect(cluster?.failure?.kind == kind, "\(String(describing: cluster?.failure))")
    #expect(start.duration(to: .now) < .seconds(4))
  }

  @Test func aRedirectToTheLeaderIsFollowedAndTold() async throws {
    let leader = try RESTServer(recordedOf: "1.20.5")
    let port = leader.port
    let standby = try RESTServer { path in
      .init("", status: 307, headers: ["Location: http://127.0.0.1:\(port)\(path)"])
    }
    let cluster = try #require(await RecordedClusterTests.look(at: standby))
    #expect(cluster.failure == nil)
    #expect(cluster.redirects == ["http://127.0.0.1:\(port)"])
    #expect(cluster.port == port)
    #expect(cluster.taskManagers?.count == 2)
  }

  @Test func aPasswordGoesToTheNamedHostAlone() async throws {
    let other = try RESTServer(recordedOf: "1.20.5")
    let port = other.port
    let first = try RESTServer { path in
      .init("", status: 307, headers: ["Location: http://localhost:\(port)\(path)"])
    }
    let cluster = await RecordedClusterTests.look(at: first) {
      $0.endpoints[0].authorization = RESTEndpoint.basic("me:secret")
    }
    #expect(cluster?.taskManagers?.count == 2)
    #expect(first.headers.allSatisfy { $0.contains("Authorization: Basic bWU6c2VjcmV0") })
    #expect(other.headers.allSatisfy { !$0.contains("Authorization") })
  }
}
