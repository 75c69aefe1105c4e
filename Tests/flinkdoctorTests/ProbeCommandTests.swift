import Foundation
import TestSupport
import Testing

/// `flinkdoctor probe` against real JobManagers, against nobody, and against those who mean no good.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct ProbeCommandTests {
  private static let distributions = FlinkDistribution.available.filter {
    ["1.12.5", "1.20.5", "2.3.0"].contains($0.version)
  }

  private struct JobManager {
    let program: HeldProgram
    let rpc: Int
    let rest: Int
    let log: URL

    init(_ flink: FlinkDistribution, _ settings: [String] = []) throws {
      let ports = [LoopbackListener.closedPort(), LoopbackListener.closedPort()].compactMap(\.self)
      try #require(Set(ports).count == 2)
      (rpc, rest) = (ports[0], ports[1])
      program = try HeldProgram(
        "Tests/jobmanager", [flink.version] + ports.map { "\($0)" } + settings)
      log = URL(filePath: try #require(program.words.first { $0.hasSuffix(".log") }))
    }

    func lines() throws -> [Substring] {
      try String(decoding: Data(contentsOf: log), as: UTF8.self).split(separator: "\n")
    }
  }

  private func facts(of output: String) throws -> [String: Any] {
    let report = try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any]
    let facts = try #require(report?["facts"] as? [String: Any])
    return try #require(facts["remoting"] as? [String: Any])
  }

  @Test(arguments: distributions)
  func `it tells who answers, and leaves no line`(flink: FlinkDistribution) async throws {
    let jobManager = try JobManager(flink)
    let before = try jobManager.lines().count
    let target = "localhost:\(jobManager.rpc)"
    let program = try Program.flinkdoctor(
      "probe", target, "--flink-version", flink.version, "--format", "json")
    #expect(program.status == 0, "\(program.output)\(program.complaints)")
    let remoting = try facts(of: program.output)
    #expect(remoting["system"] as? String == "flink")
    #expect(remoting["hostname"] as? String == "localhost")
    #expect(remoting["port"] as? Int == jobManager.rpc)
    #expect(remoting["scheme"] as? String == (flink.version < "1.18" ? "akka" : "pekko"))
    #expect((remoting["roles"] as? [String])?.contains { $0.hasPrefix("resourcemanager") } == true)
    #expect((remoting["roundTripMs"] as? [Double])?.count == 5)
    #expect(remoting["uid"] as? Int != nil)

    let text = try Program.flinkdoctor("probe", target, "--flink-version", flink.version)
    #expect(text.output.contains("flink@localhost:\(jobManager.rpc)"))
    let short = try Program.flinkdoctor("probe", target, "-q")
    #expect(short.status == 0)

    let watch = try Program.flinkdoctor(
      "probe", "akka.tcp://flink@\(target)/user/rpc/x", "--flink-version", flink.version, "--watch",
      "--interval", "100ms", "--for", "2s", "--format", "json")
    #expect(watch.status == 0, "\(watch.output)\(watch.complaints)")
    let events = watch.output.split(separator: "\n")
    #expect(events.filter { $0.contains("\"event\": \"answered\"") }.count > 10)
    #expect(events.last?.contains("\"event\": \"summary\"") == true)

    let back = try Program.flinkdoctor(
      "probe", target, "--flink-version", flink.version, "--reverse", "--as", "localhost",
      "--format", "json")
    #expect(try facts(of: back.output)["reverse"] as? String == "connected", "\(back.output)")
    try await Task.sleep(for: .seconds(1))
    let after = try jobManager.lines()
    #expect(after.count == before, "\(after.dropFirst(before))")

    let lost = try Program.flinkdoctor(
      "probe", target, "--flink-version", flink.version, "--reverse", "--as", "no-such-host")
    #expect(lost.status == 1)
    #expect(lost.output.contains("FD3252"), "\(lost.output)")
  }

  @Test(arguments: distributions)
  func `inside TLS by the configuration's own keys`(flink: FlinkDistribution) async throws {
    let stores = try TLSStores.shared
    let settings = stores.settings(keyStore: "keytool.p12", trustStore: "trust.p12")
    let jobManager = try JobManager(flink, settings)
    let before = try jobManager.lines().count
    let target = "localhost:\(jobManager.rpc)"
    let conf = stores.path(of: "probe-\(flink.version)")
    try FileManager.default.createDirectory(atPath: conf, withIntermediateDirectories: true)
    func write(_ settings: [String]) throws {
      let lines = (["jobmanager.rpc.address=localhost"] + settings).map {
        $0.replacing("=", with: ": ", maxReplacements: 1) + "\n"
      }
      let name = flink.version < "2" ? "flink-conf.yaml" : "config.yaml"
      try lines.joined().write(toFile: conf + "/" + name, atomically: true, encoding: .utf8)
    }
    func probe() throws -> Program {
      try Program.flinkdoctor(
        "probe", target, "--conf", conf, "--flink-version", flink.version, "-v")
    }
    try write(settings)
    let program = try probe()
    #expect(program.status == 0, "\(program.output)\(program.complaints)")
    #expect(program.output.contains("TLSv1.2"), "\(program.output)")
    #expect(!program.output.contains(TLSStores.password))
    try write(stores.settings(keyStore: "old.jks", trustStore: "trust.jks"))
    #expect(try probe().status == 0)
    try await Task.sleep(for: .seconds(1))
    let after = try jobManager.lines()
    #expect(after.count == before, "\(after.dropFirst(before))")

    // From here on the peer has something to complain of.
    try write(stores.settings(keyStore: "other.p12", trustStore: "othertrust.p12"))
    let stranger = try probe()
    #expect(stranger.status == 1)
    #expect(stranger.output.contains("FD3242"), "\(stranger.output)")
    try write([])
    let plain = try probe()
    #expect(plain.status == 1)
    #expect(plain.output.contains("FD3204"), "\(plain.output)")
    try write(stores.settings(keyStore: "old.jceks", trustStore: "trust.p12"))
    let java = try probe()
    let words = java.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("-deststoretype PKCS12"), "\(java.output)")
  }

  @Test(arguments: ["silent", "dribble", "flood", "close", "hangup", "web", "loop"])
  func `a hostile peer is told, in time`(kind: String) throws {
    let peer = try HeldProgram("Tests/hostile-peer", [kind])
    let start = ContinuousClock.now
    let program = try Program.flinkdoctor(
      "probe", "127.0.0.1:\(try #require(peer.words.first))", "--flink-version", "1.20",
      "--timeout", "2s", "--deadline", "6s")
    #expect(start.duration(to: .now) < .seconds(4))
    #expect(!program.wasKilled)
    #expect(program.status == 1, "\(program.output)\(program.complaints)")
    #expect(program.output.contains("127.0.0.1"))
  }

  @Test func `nobody there is a finding`() throws {
    let port = try #require(LoopbackListener.closedPort())
    let program = try Program.flinkdoctor("probe", "127.0.0.1:\(port)")
    #expect(program.status == 1)
    #expect(program.output.contains("refuses"), "\(program.output)")
    let unknown = try Program.flinkdoctor("probe", "no-such-host.invalid:6123", "--timeout", "1s")
    #expect(unknown.status != 0 || unknown.output.contains("no-such-host.invalid"))
  }

  @Test(arguments: ["jm1", "jm1:x", ":6123", "jm1:70000"])
  func `what is no target is wrong usage`(target: String) throws {
    let program = try Program.flinkdoctor("probe", target)
    #expect(program.status == 2)
    #expect(program.complaints.contains("HOST:PORT"), "\(program.complaints)")
  }
}
