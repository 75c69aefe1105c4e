import FoundationEssentials
import Probes
import Remoting
import Sockets
import TestSupport
import Testing

/// Conversations inside TLS with real JobManagers, by their own keys, in each format, and by others.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct RealTLSTests {
  static let distributions = FlinkDistribution.available.filter {
    ["1.12.5", "1.20.5", "2.3.0"].contains($0.version)
  }

  private func converse(
    _ port: Int, showing name: String?, algorithms: String = "", _ plan: RemotingPlan
  ) async throws -> (dial: DialResult, tls: TLSResult?, dialogue: RemotingDialogue?) {
    let store = try name.map {
      try KeyStore(TLSStores.shared.bytes(of: $0), password: TLSStores.password)
    }
    let client = try TLSClient(showing: store, protocols: "TLSv1.2", algorithms: algorithms)
    let address = try #require(IPAddress("127.0.0.1"))
    let held = await Dialer.with { dialer in
      await dialer.converse(
        address, port: port, inside: client, timeout: .seconds(3), patience: .seconds(3)
      ) { RemotingDialogue(from: $0, plan) }
    }
    return try #require(held)
  }

  @Test(arguments: distributions)
  func `inside TLS it converses as quietly as outside`(flink: FlinkDistribution) async throws {
    let ports = [LoopbackListener.closedPort(), LoopbackListener.closedPort()].compactMap(\.self)
    try #require(Set(ports).count == 2)
    let program = try HeldProgram(
      "Tests/jobmanager",
      [flink.version] + ports.map { "\($0)" }
        + TLSStores.shared.settings(keyStore: "old.jks", trustStore: "trust.jks"))
    let log = URL(filePath: try #require(program.words.last))
    let before = try Data(contentsOf: log).count
    var plan = RemotingPlan(schemes: [flink.version < "1.18" ? .akka : .pekko])
    plan.isTLS = true
    for name in ["keytool.p12", "old.jks", "plain.pem", "keytool.p12", "old.jks"] {
      let held = try await converse(ports[0], showing: name, plan)
      #expect(held.tls?.outcome == .secured)
      #expect(held.tls?.version == "TLSv1.2")
      #expect(held.tls?.certificate?.subject == "CN=flink.internal,O=Example")
      let report = try #require(held.dialogue?.conversation.report)
      #expect(report.outcome == .associated)
      #expect(report.origin?.transport == "ssl.tcp")
      #expect(report.roundTrips.count == plan.pings)
      #expect(report.echoes.allSatisfy { $0.roundTrip != nil })
      #expect(report.actors.contains { $0.hasPrefix("resourcemanager") })
    }
    try await Task.sleep(for: .seconds(1))
    let after = try Data(contentsOf: log)
    #expect(
      after.count == before, "\(String(decoding: after.dropFirst(before), as: UTF8.self))")

    // What follows leaves lines there.
    let stranger = try await converse(ports[0], showing: "other.p12", plan)
    #expect(stranger.tls?.outcome.isRefusal == true, "\(stranger)")
    let nobody = try await converse(ports[0], showing: nil, plan)
    #expect(nobody.tls?.outcome.isRefusal == true, "\(nobody)")
    let rest = try await converse(ports[1], showing: "keytool.p12", plan)
    #expect(rest.tls?.outcome == .notTLS || rest.tls?.outcome == .closed, "\(rest)")
  }
}

extension TLSResult.Outcome {
  fileprivate var isRefusal: Bool { if case .refused = self { true } else { false } }
}
