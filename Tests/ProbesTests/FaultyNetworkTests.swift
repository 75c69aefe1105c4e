import Evidence
import Glibc
import Probes
import Testing

/// What a dial and a look-up say on a network where things go wrong.
@Suite(
  .enabled(if: FaultyNetwork.isPossible, "needs root"), .faultyNetwork, .timeLimit(.minutes(1)))
struct FaultyNetworkTests {
  private let network = FaultyNetwork.current

  private func measured(
    _ host: String, _ port: Int? = nil, servers: [Int] = [], search: [String] = [],
    timeout: Duration = .seconds(3), deadline: Duration = .seconds(6),
    resolver: SystemResolver = .library
  ) async -> Evidence {
    await measure(
      ProbePlan(
        names: [host],
        ports: port.map { [PortTarget(host: host, port: $0, role: .jobManagerRpc)] } ?? []),
      within: TimeLimit(timeout: timeout, deadline: .now.advanced(by: deadline)),
      names: NameProbe(
        resolver: resolver, hosts: EtcHosts([]),
        configuration: ResolverConfiguration(
          servers: servers.map(network.address), search: search)))
  }

  @Test(arguments: [
    (7000, DialEvidence.Outcome.open),
    (7002, .hostUnreachable),
    (7003, .networkUnreachable),
    (7004, .refused),
    // As firewalld rejects; Linux tells it as "no route to host", and for IPv6 as "denied".
    (7005, .hostUnreachable),
    (7006, .refused),
    (7009, .refused),
  ])
  func aDialTellsFaultsApart(port: Int, outcome: DialEvidence.Outcome) async {
    for host in [network.address(2), network.address6(2)] {
      let dials = await measured(host, port).dials
      #expect(dials.map(\.outcome) == [outcome], "\(dials)")
      #expect(
        dials.allSatisfy { $0.durationMs < 2500 && ($0.outcome == .open) == ($0.error == nil) })
    }
  }

  @Test func silenceIsADrop() async {
    let evidence = await measured(network.address(2), 7001, timeout: .seconds(1))
    #expect(evidence.dials.map(\.outcome) == [.dropped])
    #expect(evidence.dials.allSatisfy { 1000...1900 ~= $0.durationMs }, "\(evidence.dials)")
  }

  @Test func fortySilentPortsTakeOneTimeout() async {
    let start = ContinuousClock.now
    let evidence = await measure(
      ProbePlan(
        ports: (7100..<7140).map {
          PortTarget(host: network.address(2), port: $0, role: .jobManagerRpc)
        }), within: TimeLimit(timeout: .seconds(1), deadline: .now.advanced(by: .seconds(30))))
    #expect(evidence.dials.count == 40)
    #expect(evidence.dials.allSatisfy { $0.outcome == .dropped })
    #expect(start.duration(to: .now) < .seconds(3))
  }

  @Test func aCutShortWaitProvesNothing() async {
    let evidence = await measured(
      network.address(2), 7001, timeout: .seconds(3), deadline: .milliseconds(200))
    #expect(evidence.dials.map(\.outcome) == [.failed])
  }

  @Test func cancellingEndsTheWait() async {
    let start = ContinuousClock.now
    let task = Task {
      await measured(network.address(2), 7001, timeout: .seconds(30), deadline: .seconds(30))
    }
    try? await Task.sleep(for: .milliseconds(200))
    task.cancel()
    #expect(await task.value.dials.isEmpty)
    #expect(start.duration(to: .now) < .seconds(3))
  }

  /// A machine that is not there: the kernel asks for it in vain, for about three seconds.
  @Test func aMissingMachineIsUnreachable() async {
    let evidence = await measured(network.address(200), 7000, timeout: .seconds(5))
    #expect(evidence.dials.map(\.outcome) == [.hostUnreachable])
  }

  @Test(arguments: [
    (2, NameEvidence.Outcome.notFound),
    (3, .timedOut),
    (5, .noAnswer),
    (6, .noAnswer),
    // Nothing listens at port 53 there.
    (7, .noAnswer),
  ])
  func eachNameServerIsAskedByItself(server: Int, outcome: NameEvidence.Outcome) async throws {
    let host = "no-such-name.lab"
    let name = try #require(
      await measured(host, servers: [2, server], timeout: .milliseconds(900)).name(host))
    #expect(name.outcome != .resolved)
    #expect(name.servers.map(\.server) == [2, server].map(network.address))
    #expect(name.servers.map(\.outcome) == [.notFound, outcome], "\(name.servers)")
  }

  @Test func aNameServerMayKnowWhatTheSystemDoesNot() async throws {
    let name = try #require(await measured("jm1.lab", servers: [2, 4]).name("jm1.lab"))
    #expect(name.outcome != .resolved)
    #expect(name.servers.map(\.outcome) == [.resolved, .resolved], "\(name.servers)")
    for server in name.servers {
      #expect(Set(server.addresses) == [network.address(2), network.address6(2)])
    }
    #expect(name.servers[0].durationMs < 500)
    #expect(name.servers[1].durationMs > 1400)
  }

  @Test func theSearchListIsAppended() async throws {
    let name = try #require(
      await measured("jm1", servers: [2], search: ["wrong", "lab"]).name("jm1"))
    #expect(name.servers.map(\.outcome) == [.resolved], "\(name.servers)")
  }

  @Test(arguments: [
    "a..b", ".", "..", "-", "_x.lab", "ü.lab", "jm1.lab..", "*.lab", "jm1.lab:53", "%", "[jm1.lab]",
    String(repeating: "x", count: 64) + ".lab", String(repeating: "x.", count: 200) + "lab",
  ])
  func namesThatAreNoneAreAskedForWithoutHarm(host: String) async throws {
    let name = try #require(
      await measured(host, servers: [2], search: ["lab", "..", ""]).name(host))
    #expect(name.outcome != .resolved)
    #expect(name.servers.allSatisfy { $0.outcome != .resolved })
  }

  /// What the system knows does not wait for a dead server for ever, and says that it is dead.
  @Test func aKnownNameWaitsForItsServersForAWhile() async throws {
    var host = [CChar](repeating: 0, count: 256)
    gethostname(&host, host.count)
    let own = String(decoding: host.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    let start = ContinuousClock.now
    let name = try #require(await measured(own, servers: [3]).name(own))
    try #require(name.outcome == .resolved)
    #expect(start.duration(to: .now) < .milliseconds(2900))
    #expect(name.servers.map(\.outcome) == [.timedOut])
    #expect(name.servers.allSatisfy { $0.durationMs >= 1000 })
  }
}
