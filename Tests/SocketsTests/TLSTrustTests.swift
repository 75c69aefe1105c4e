import Sockets
import TestSupport
import Testing

/// Whom flinkdoctor says that Flink would trust, held against handshakes between two ends of a real
/// Flink with the same stores.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct TLSTrustTests {
  struct End: Sendable, Hashable {
    var keys: String
    var trust: String
    var fingerprint = ""
  }

  struct Handshake: Sendable, Hashable {
    var server: End
    var client: End
    /// What the client calls the server; Flink 2.3 asks whether the certificate is in that name.
    var name = ""
  }

  /// Signed by themselves, by an authority, by one below it; over, and for one purpose alone.
  private static let keys = [
    "keytool", "other", "expired", "signed", "below", "late", "server only", "client only",
  ]
  /// Certificates themselves, an authority, one below it, and what it signed without itself.
  private static let trusts = [
    "trust", "expiredtrust", "authoritytrust", "middletrust", "signedtrust",
  ]

  private static let names = [
    "keytool": "jm1", "other": "other", "expired": "expired", "signed": "tm1", "below": "tm1.lab",
    "late": "late", "server only": "server-only", "client only": "client-only",
  ]

  /// Each key shown from either side, the other side's being trusted.
  static let handshakes: [Handshake] = {
    let pairs = keys.flatMap { key in trusts.map { (key, $0) } }
    return pairs.flatMap { key, trust in
      [
        Handshake(
          server: End(keys: key, trust: "trust"), client: End(keys: "keytool", trust: trust),
          name: names[key] ?? ""),
        Handshake(
          server: End(keys: "keytool", trust: trust), client: End(keys: key, trust: "trust"),
          name: "jm1"),
      ]
    }
  }()

  static let distributions = FlinkDistribution.available.filter {
    ["1.12.5", "1.20.5", "2.3.0"].contains($0.version)
  }

  @Test(arguments: distributions)
  func `each end trusts whom Flink trusts`(flink: FlinkDistribution) async throws {
    let stores = try TLSStores.shared
    var handshakes = Self.handshakes
    let pinned = try #require(
      KeyStore(stores.bytes(of: "signed.p12"), password: TLSStores.password).certificates.first)
    let own = try #require(
      KeyStore(stores.bytes(of: "keytool.p12"), password: TLSStores.password).certificates.first)
    for key in ["signed", "keytool", "late"] {
      // Whatever lies in the store: only the fingerprint counts.
      handshakes.append(
        Handshake(
          server: End(keys: "keytool", trust: "expiredtrust", fingerprint: pinned.sha1),
          client: End(keys: key, trust: "trust"), name: "jm1"))
    }
    let keytool = End(keys: "keytool", trust: "trust")
    let called = [
      ("keytool", "trust", "JM1"), ("keytool", "trust", "jm2"), ("keytool", "trust", "10.0.0.1"),
      ("keytool", "trust", "10.0.0.2"), ("keytool", "trust", "flink.internal"),
      ("below", "authoritytrust", "a.lab"), ("below", "authoritytrust", "a.b.lab"),
      ("below", "authoritytrust", "lab"), ("below", "authoritytrust", "10.0.0.2"),
      ("below", "authoritytrust", "below"), ("other", "othertrust", "OTHER"),
      ("other", "othertrust", "another"),
    ]
    for (key, trust, name) in called {
      handshakes.append(
        Handshake(
          server: End(keys: key, trust: "trust"), client: End(keys: "keytool", trust: trust),
          name: name))
    }
    for name in ["jm1", "jm2"] {
      handshakes.append(
        Handshake(
          server: keytool,
          client: End(keys: "keytool", trust: "othertrust", fingerprint: own.sha1), name: name))
    }
    let path = { (end: End) in
      "\(stores.path(of: end.keys)).p12|\(stores.path(of: end.trust)).p12|\(end.fingerprint)"
    }
    let lines = handshakes.map { "\(path($0.server))|\(path($0.client))|\($0.name)\n" }.joined()
    let oracle = try Program.run(
      Repository.path("Tests/oracle"), [flink.version, "HandshakeOracle"],
      input: Array(lines.utf8), limit: 200)
    let answers = oracle.output.split(separator: "\n").map(String.init)
    try #require(answers.count == handshakes.count, "\(oracle.complaints)")
    // A test in which all agree to everything would show nothing.
    #expect(Set(answers.map { $0.split(separator: " ")[0] }) == ["ok", "client", "server"])
    // To open one takes its time by design.
    let all = Set(handshakes.flatMap { [$0.server, $0.client] }.flatMap { [$0.keys, $0.trust] })
    let opened = try Dictionary(
      uniqueKeysWithValues: all.map { name in
        (name, try KeyStore(stores.bytes(of: "\(name).p12"), password: TLSStores.password))
      })
    for (handshake, answer) in zip(handshakes, answers) {
      let (client, server) = try await shake(
        handshake, opened, asksForNames: flink.version >= "2.3")
      let own = client.map { "client \($0.reason)" } ?? server.map { "server \($0.reason)" } ?? "ok"
      #expect(
        own.split(separator: " ")[0] == answer.split(separator: " ")[0],
        "\(handshake): \(own), and Flink: \(answer)")
    }
  }

  /// What each of the two has against the other, over a connection on loopback.
  private func shake(
    _ handshake: Handshake, _ stores: [String: KeyStore], asksForNames: Bool
  ) async throws -> (client: TLSDistrust?, server: TLSDistrust?) {
    var client = try TLSClient(
      showing: stores[handshake.client.keys], protocols: "TLSv1.2",
      trusting: trust(handshake.client, stores))
    client.serverName = asksForNames ? handshake.name : nil
    let server = try TLSServer(
      showing: #require(stores[handshake.server.keys]), protocols: "TLSv1.2",
      trusting: trust(handshake.server, stores))
    let address = try #require(IPAddress("127.0.0.1"))
    let (verdicts, sink) = AsyncStream<TLSDistrust?>.makeStream()
    return await Dialer.with { [client] dialer in
      let served = await dialer.serve(
        at: address, port: 0, most: 4, inside: server
      ) { _, connection in
        sink.yield(connection.tls?.distrust)
        return Farewell(speaks: false)
      }
      guard case .success(let listener) = served else {
        Issue.record("\(served)")
        return (nil, nil)
      }
      let begun = await dialer.hold(
        address, port: listener.port, timeout: .seconds(3), inside: client
      ) { _, _ in Farewell(speaks: true) }
      #expect(begun?.tls?.outcome == .secured, "\(handshake)")
      var servers: TLSDistrust?
      for await verdict in verdicts {
        servers = verdict
        break
      }
      await listener.close()
      return (begun?.tls?.distrust, servers)
    }
  }

  private func trust(_ end: End, _ stores: [String: KeyStore]) throws -> TLSTrust {
    end.fingerprint.isEmpty
      ? TLSTrust(.store(try #require(stores[end.trust])))
      : TLSTrust(.fingerprints([end.fingerprint]))
  }
}

/// Says nothing, and goes.
private struct Farewell: Dialogue {
  let speaks: Bool
  var wakeTime: Duration? { nil }

  mutating func start(at now: Duration) -> [DialogueAction] { speaks ? [.close] : [] }
  mutating func receive(_ bytes: [UInt8], at now: Duration) -> [DialogueAction] { [] }
  mutating func ended(_ error: DialResult.Outcome?, at now: Duration) -> [DialogueAction] { [] }
  mutating func wake(at now: Duration) -> [DialogueAction] { [] }
}
