import Evidence
import Foundation
import Glibc
import Probes
import Testing

/// The time in what a JobManager's REST interface answers.
@Suite(.serialized, .timeLimit(.minutes(1))) struct JobManagerTimeTests {
  /// What Flink 1.20.5 answered; the job's name tries to look like the rest.
  private static let overview = #"""
    {"jobs":[{"jid":"0f9d6cf8627f2ede12b597422ec56400","name":"b","start-time":1795383460720,\#
    "end-time":1795383460721,"duration":1,"state":"FINISHED","last-modification":1795383484073,\#
    "tasks":{"running":0,"total":1}},\#
    {"jid":"76fa9d6cf8627f2ede12b597422ec564","name":"a \"now\":1, name {\"now\":2",\#
    "start-time":1795383460720,"end-time":-1,"duration":27469,"state":"RUNNING",\#
    "last-modification":1795383484073,"tasks":{"running":0,"total":1,"failed":0}}]}
    """#
  private static let job = #"""
    {"jid":"76fa9d6cf8627f2ede12b597422ec564","name":"a \"now\":1, name {\"now\":2",\#
    "isStoppable":false,"state":"RUNNING","job-type":"STREAMING","start-time":1795383460720,\#
    "end-time":-1,"duration":48610,"maxParallelism":-1,"now":1795383509330,\#
    "timestamps":{"FAILED":0}}
    """#

  /// A JobManager whose clock was `ahead` of this machine's, in seconds, when it was asked.
  private static func jobManager(
    ahead: Int64, jobs: String, job: @escaping @Sendable (_ now: Int64) -> String = { _ in "{}" },
    dates page: Bool = true
  ) throws -> RESTServer {
    try RESTServer { path in
      let now = milliseconds() + ahead * 1000
      return switch path {
      case "/config": .init(#"{"flink-version":"1.20.5"}"#)
      case "/jobs/overview": .init(jobs)
      case "/index.html" where page:
        .init("<html/>", headers: ["Date: " + date(now / 1000)])
      case "/jobs/76fa9d6cf8627f2ede12b597422ec564": .init(job(now))
      default: .init("{}", status: 404)
      }
    }
  }

  private static func date(_ seconds: Int64) -> String {
    let format = DateFormatter()
    format.locale = Locale(identifier: "en_US_POSIX")
    format.timeZone = TimeZone(identifier: "UTC")
    format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
    return format.string(from: Date(timeIntervalSince1970: TimeInterval(seconds)))
  }

  private static func milliseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }

  /// Asked for all, as `check` does, and for the clock alone, as where no cluster should be running.
  private static func clocks(
    of servers: [RESTServer], _ extent: ClusterTarget.Extent = .all
  ) async throws -> Evidence {
    var target = ClusterTarget(
      servers.map { RESTEndpoint(host: "127.0.0.1", port: $0.port) })
    target.extent = extent
    var plan = ProbePlan()
    plan.cluster = target
    return await measure(plan, within: .seconds(2, deadline: 8), from: Evidence())
  }

  @Test(arguments: [ClusterTarget.Extent.clocks, .glance, .all], [0, 400, -7200])
  func aRunningJobTellsItToAMillisecond(extent: ClusterTarget.Extent, ahead: Int64) async throws {
    let server = try Self.jobManager(ahead: ahead, jobs: Self.overview) { now in
      Self.job.replacingOccurrences(of: "1795383509330", with: "\(now)")
    }
    let evidence = try await Self.clocks(of: [server], extent)
    let peer = try #require(evidence.clock?.peers.first)
    #expect(peer.source == .runningJob)
    #expect(peer.port == server.port)
    let offset = try #require(peer.offset)
    #expect(abs(offset.ms - Double(ahead * 1000)) <= offset.errorMs, "\(offset)")
    #expect(offset.errorMs < 200, "\(offset)")
    #expect(evidence.cluster?.clock == (extent == .clocks ? nil : offset))
    // Metrics may not be there at once; nothing else is asked for twice.
    let asked = server.asked.filter { !$0.contains("/metrics") }
    #expect(Set(asked).count == asked.count, "\(asked)")
  }

  @Test(
    arguments: [ClusterTarget.Extent.clocks, .glance, .all],
    [
      #"{"jobs":[]}"#, "{", "",
      #"{"jobs":[{"jid":"76fa9d6cf8627f2ede12b597422ec564","state":"FAILED"}]}"#,
      #"{"jobs":[{"jid":"../config","state":"RUNNING"}]}"#,
    ])
  func withoutOneADateTellsItToASecond(extent: ClusterTarget.Extent, jobs: String) async throws {
    let server = try Self.jobManager(ahead: 30, jobs: jobs)
    let peer = try #require(try await Self.clocks(of: [server], extent).clock?.peers.first)
    #expect(peer.source == .dateHeader)
    let offset = try #require(peer.offset)
    #expect(abs(offset.ms - 30_000) <= offset.errorMs, "\(offset)")
    #expect(500...700 ~= offset.errorMs, "\(offset)")
  }

  @Test(arguments: ["{}", #"{"now":"x"}"#, #"{"now":99999999999999999999}"#, ""])
  func withoutEitherThereIsNoTime(job: String) async throws {
    let server = try Self.jobManager(ahead: 0, jobs: Self.overview, job: { _ in job }, dates: false)
    let peer = try #require(try await Self.clocks(of: [server]).clock?.peers.first)
    #expect(peer.offset == nil)
    #expect(peer.error == "HTTP status 404 without a date")
  }

  @Test func everyJobManagerTellsItsOwn() async throws {
    let servers = try [0, 100, 200].map { try Self.jobManager(ahead: $0, jobs: "{}") }
    let evidence = try await Self.clocks(of: servers)
    #expect(evidence.cluster?.port == servers[0].port)
    let told = try #require(evidence.clock).peers.map { peer in
      (peer.port, Int(((peer.offset?.ms ?? -1) / 100_000).rounded()))
    }
    let wanted = servers.enumerated().map { ($1.port, $0) }.sorted { $0.0 < $1.0 }
    #expect(told.map(\.0) == wanted.map(\.0))
    #expect(told.map(\.1) == wanted.map(\.1))
    // Of those that are not looked at nothing else is asked for.
    #expect(Set(servers[1].asked) == ["/config", "/index.html", "/jobs/overview"])
  }

  @Test func oneThatHangsDelaysNoOther() async throws {
    let hanging = try #require(HostileServer { _, socket in HostileServer.drain(socket) })
    let server = try Self.jobManager(ahead: 0, jobs: "{}")
    var target = ClusterTarget(
      [hanging.port, server.port].map { RESTEndpoint(host: "127.0.0.1", port: $0) })
    target.extent = .glance
    var plan = ProbePlan()
    plan.cluster = target
    let evidence = await measure(plan, within: .seconds(2, deadline: 8), from: Evidence())
    let cluster = try #require(evidence.cluster)
    #expect(cluster.port == server.port)
    #expect(cluster.durationMs < 1500, "\(cluster.durationMs)")
    let told = try #require(evidence.clock).peers
    #expect(told.first { $0.port == server.port }?.offset != nil)
    #expect(told.first { $0.port == hanging.port }?.error == "no answer in time")
  }

  @Test func whoDoesNotAnswerSaysWhy() async throws {
    let server = try RESTServer { _ in .init("", status: 401) }
    let peer = try #require(try await Self.clocks(of: [server]).clock?.peers.first)
    #expect(peer.offset == nil)
    #expect(peer.error == "HTTP 401")
  }

  @Test(arguments: [
    ("Sun, 22 Nov 2026 20:35:26 GMT", 1_795_379_726),
    ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
    ("Thu, 29 Feb 2024 23:59:59 GMT", 1_709_251_199),
    ("Fri, 31 Dec 9999 23:59:59 GMT", 253_402_300_799),
  ])
  func readsDates(text: String, seconds: Int64) {
    #expect(HTTPDate.seconds(text) == seconds)
  }

  @Test(arguments: [
    "", "Sun, 22 Nov 2026 20:35:26 CET", "Sun, 22 Nov 2026 25:35:26 GMT", "22 Nov 2026",
    "Sun, 99 Nov 2026 20:35:26 GMT", "Sun, 22 Xyz 2026 20:35:26 GMT", "1795379726",
    "Sun, 22 Nov 99999999999999999999 20:35:26 GMT",
  ])
  func whatIsNoDateIsNone(text: String) {
    #expect(HTTPDate.seconds(text) == nil)
  }

  @Test(arguments: [
    "", "x", "../config", "76fa9d6cf8627f2ede12b597422ec56/", "76FA9D6CF8627F2EDE12B597422EC564",
  ])
  func nothingElseIsAskedFor(id: String) {
    #expect(RESTPath.job(id) == nil)
  }

  @Test func threePathsAreAskedFor() {
    #expect(RESTPath.page.text == "/index.html")
    #expect(RESTPath.jobs.text == "/jobs/overview")
    #expect(
      RESTPath.job("76fa9d6cf8627f2ede12b597422ec564")?.text
        == "/jobs/76fa9d6cf8627f2ede12b597422ec564")
  }
}
