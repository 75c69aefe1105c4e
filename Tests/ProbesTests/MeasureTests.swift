import Evidence
import Probes
import TestSupport
import Testing

/// Against this machine alone: loopback, open and closed ports, odd targets.
@Suite(.timeLimit(.minutes(1))) struct MeasureTests {
  private func evidence(_ targets: PortTarget...) async -> Evidence {
    await measure(
      ProbePlan(ports: targets), within: .seconds(2, deadline: 5),
      names: NameProbe(hosts: EtcHosts([]), configuration: ResolverConfiguration(servers: [])))
  }

  @Test func tellsOpenFromRefused() async throws {
    let listener = try #require(LoopbackListener())
    let closed = try #require(LoopbackListener.closedPort())
    let evidence = await evidence(
      .rpc("127.0.0.1", listener.port),
      .rpc("127.0.0.1", closed))
    #expect(evidence.dials(host: "127.0.0.1", port: listener.port).map(\.outcome) == [.open])
    #expect(evidence.dials(host: "127.0.0.1", port: closed).map(\.outcome) == [.refused])
    #expect(
      evidence.dials(host: "127.0.0.1", port: closed).map(\.error) == ["Connection refused"])
  }

  @Test func looksUpNames() async throws {
    let evidence = await evidence(.rpc("localhost", 1))
    let name = try #require(evidence.name("localhost"))
    #expect(name.outcome == .resolved)
    #expect(name.addresses.contains("127.0.0.1"))
    #expect(name.servers.isEmpty)
    #expect(evidence.dials.map(\.address).contains("127.0.0.1"))
  }

  @Test func describesThisNode() async throws {
    let node = try #require(await evidence().node)
    #expect(!node.hostname.isEmpty)
    #expect(node.addresses.contains("127.0.0.1"))
  }

  @Test(arguments: ["", " ", "a b", "jm1\0", "\0", "a\nb", String(repeating: "x", count: 5000)])
  func aHostThatIsNoNameIsNotFound(host: String) async {
    let evidence = await evidence(.rpc(host, 6123))
    #expect(evidence.name(host)?.outcome == .notFound)
    #expect(evidence.dials.isEmpty)
  }

  @Test(arguments: [0, 65536, -1, .max])
  func aPortThatIsNoneIsNotPermitted(port: Int) async {
    let evidence = await evidence(.rpc("::1", port))
    #expect(evidence.dials.map(\.outcome) == [.notPermitted])
  }

  @Test func sortsWhatItFinds() async {
    let evidence = await evidence(
      .rpc("::1", 2), .rpc("127.0.0.1", 9),
      .rpc("127.0.0.1", 1), .rpc("127.0.0.1", 1))
    #expect(evidence.names.map(\.name) == ["127.0.0.1", "::1"])
    #expect(
      evidence.dials.map { "\($0.host) \($0.port)" } == ["127.0.0.1 1", "127.0.0.1 9", "::1 2"])
  }

  @Test func getentAnswersLikeTheLibrary() async throws {
    let names = NameProbe(
      resolver: .getent(), hosts: EtcHosts("127.0.0.1 localhost".utf8),
      configuration: ResolverConfiguration(servers: []))
    let evidence = await measure(
      ProbePlan(names: ["localhost", "-h", "-h"]), within: .seconds(2, deadline: 5), names: names)
    let name = try #require(evidence.name("localhost"))
    #expect(name.outcome == .resolved)
    #expect(name.addresses.contains("127.0.0.1") || name.addresses.contains("::1"))
    #expect(evidence.name("-h")?.outcome == .noAnswer)
  }

  @Test func withoutGetentTheHostsFileCounts() async throws {
    let names = NameProbe(
      resolver: .getent(program: "/no/such/getent"), hosts: EtcHosts("127.0.0.9 jm1\n".utf8),
      configuration: ResolverConfiguration(servers: []))
    let evidence = await measure(
      ProbePlan(names: ["jm1", "jm2"]), within: .seconds(2, deadline: 5), names: names)
    #expect(evidence.name("jm1")?.addresses == ["127.0.0.9"])
    #expect(evidence.name("jm1")?.hostsFileLine == 1)
    let other = try #require(evidence.name("jm2"))
    #expect(other.outcome == .noAnswer)
    #expect(other.error == "cannot run getent: No such file or directory")
  }
}

extension PortTarget {
  fileprivate static func rpc(_ host: String, _ port: Int) -> Self {
    Self(host: host, port: port, role: .jobManagerRpc)
  }
}
