import Evidence
import FoundationEssentials
import Probes
import TestSupport
import Testing

/// Time servers on this machine's loopback: a real chrony, and what goes wrong with others.
@Suite(.timeLimit(.minutes(1))) struct TimeServerTests {
  private func asked(_ servers: String..., timeout: Duration = .seconds(2)) async throws
    -> [TimeServerEvidence]
  {
    let evidence = await measure(
      ProbePlan(timeServers: servers.compactMap { TimeServer($0) }),
      within: TimeLimit(timeout: timeout, deadline: .now.advanced(by: .seconds(30))),
      names: NameProbe(hosts: EtcHosts([]), configuration: ResolverConfiguration(servers: [])))
    return try #require(evidence.clock).servers
  }

  @Test(arguments: [0, 300, -4000])
  func chronyTellsItsOffset(seconds: Int) async throws {
    let chrony = try HeldProgram("Tests/timeserver", ["\(seconds)"])
    let server = try #require(try await asked("127.0.0.1:" + chrony.words[0]).first)
    #expect(server.outcome == .answered, "\(server)")
    let offset = try #require(server.offset)
    #expect(abs(offset.ms - Double(seconds * 1000)) <= offset.errorMs + 1, "\(server)")
    #expect(offset.errorMs < 100, "\(server)")
    #expect(server.stratum == 8)
  }

  @Test(arguments: [
    ("silent", TimeServerEvidence.Outcome.timedOut), ("kiss", .refused), ("foreign", .invalid),
    ("short", .invalid), ("lost", .answered), ("unsynchronized", .unsynchronized),
    ("flood", .invalid), ("late", .timedOut),
  ])
  func faultsAreToldApart(mode: String, outcome: TimeServerEvidence.Outcome) async throws {
    let faulty = try HeldProgram("Tests/timeserver", [mode])
    let server = try #require(
      try await asked("localhost:" + faulty.words[0], timeout: .seconds(1)).first)
    #expect(server.outcome == outcome, "\(server)")
    #expect(server.durationMs < 1500)
    if mode == "kiss" { #expect(server.reference == "DENY") }
  }

  @Test func nobodyListens() async throws {
    let server = try #require(try await asked("127.0.0.1:9").first)
    #expect(server.outcome == .failed)
    #expect(server.error == "Connection refused")
  }

  @Test func aNameWithoutAddress() async throws {
    let server = try #require(try await asked("no-such-host.invalid").first)
    #expect(server.outcome == .unresolved || server.outcome == .timedOut)
  }

  @Test(arguments: [
    ("ntp1", "ntp1", 123), ("ntp1:1123", "ntp1", 1123), ("fd00::1", "fd00::1", 123),
    ("[fd00::1]:1123", "fd00::1", 1123), ("10.0.0.1:1", "10.0.0.1", 1),
  ])
  func serversAreRead(text: String, host: String, port: Int) throws {
    let server = try #require(TimeServer(text))
    #expect(server.host == host)
    #expect(server.port == port)
  }

  @Test(arguments: ["", ":123", "ntp1:", "ntp1:0", "ntp1:65536", "ntp1:x", "a b", "a:b:1"])
  func whatIsNoServerIsNotRead(text: String) {
    #expect(TimeServer(text) == nil)
  }
}

/// Which time servers the daemons' own files name.
@Suite struct TimeServerFilesTests {
  private func servers(_ files: [String: String]) throws -> [String] {
    let root = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: root) }
    for (path, text) in files {
      let file = root.appending(path: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    return TimeServerFiles(root: root.path).servers().map { "\($0.source) \($0.host) \($0.port)" }
  }

  @Test func chronysFilesAreRead() throws {
    let found = try servers([
      "etc/chrony/chrony.conf":
        "# server no\n! server no\nconfdir /etc/chrony/conf.d\nserver ntp1 iburst port 1123\n"
        + "pool pool.example iburst\nrefclock PHC /dev/ptp0\nsourcedir /etc/chrony/sources.d\n",
      "etc/chrony/conf.d/a.conf": "peer ntp2", "etc/chrony/conf.d/b.txt": "peer no",
      "etc/chrony/sources.d/x.sources": "server ntp1\nserver ntp3\nserver ntp4",
      "etc/systemd/timesyncd.conf": "[Time]\nNTP=no",
    ])
    #expect(
      found == [
        "/etc/chrony/chrony.conf ntp1 1123", "/etc/chrony/chrony.conf pool.example 123",
        "/etc/chrony/conf.d/a.conf ntp2 123", "/etc/chrony/sources.d/x.sources ntp3 123",
      ])
  }

  @Test func theOtherDaemonsFilesAreRead() throws {
    #expect(
      try servers([
        "etc/ntp.conf": "driftfile x\nserver -4 ntp1 iburst\nserver 127.127.1.0\n",
        "etc/systemd/timesyncd.conf": "[Time]\nNTP=no",
      ]) == ["/etc/ntp.conf ntp1 123"])
    #expect(
      try servers([
        "etc/systemd/timesyncd.conf": "[Time]\n#NTP=no\nNTP=a b\nFallbackNTP=no\n",
        "etc/systemd/timesyncd.conf.d/x.conf": "[Time]\nNTP=\nNTP=c",
      ]) == ["/etc/systemd/timesyncd.conf.d/x.conf c 123"])
    #expect(try servers(["etc/systemd/timesyncd.conf": "[Time]\n#NTP=\n"]).isEmpty)
  }
}
