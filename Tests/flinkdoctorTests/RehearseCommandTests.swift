import Foundation
import TestSupport
import Testing

/// `flinkdoctor rehearse`: whole rehearsals on loopback, each in a network and with processes of its
/// own, since real clusters of other tests would keep the stand-ins from starting.
@Suite(.serialized, .enabled(if: geteuid() == 0), .timeLimit(.minutes(10)))
struct RehearseCommandTests {
  private static let token = "token-of-the-tests-012345"

  /// Runs a script in a namespace of its own; `$f` is flinkdoctor, `$conf` the configuration.
  private func alone(_ script: String, _ settings: [String] = []) throws -> Program {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let lines =
      [
        "jobmanager.rpc.address: localhost", "jobmanager.rpc.port: 6123",
        "blob.server.port: 6124", "taskmanager.rpc.port: 6200-6299", "taskmanager.host: localhost",
        "env.pid.dir: \(folder.path)",
      ] + settings.map { $0.replacing("=", with: ": ", maxReplacements: 1) }
    try Data((lines.joined(separator: "\n") + "\n").utf8)
      .write(to: folder.appending(path: "flink-conf.yaml"))
    let prelude = """
      ip link set lo up
      f=\(Program.flinkdoctor); conf=\(folder.path); cd $conf
      o="--flink-version 1.18 --deadline 20s"
      """
    return try Program.run(
      "/usr/bin/unshare",
      ["--net", "--pid", "--fork", "--mount-proc", "bash", "-c", prelude + "\n" + script],
      environment: ["FLINKDOCTOR_TOKEN": Self.token])
  }

  private func rehearsal(_ output: String) throws -> [String: Any] {
    let report = try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any]
    let facts = try #require(report?["facts"] as? [String: Any])
    return try #require(facts["rehearsal"] as? [String: Any])
  }

  private static let twoWorkers = """
    $f rehearse jobmanager $conf $o --wait-for 2 --format json & jm=$!
    for i in 1 2; do $f rehearse taskmanager $conf $o > tm$i.out 2>&1 & tm[$i]=$!; done
    """

  @Test
  func `two workers come, prove themselves, and every way is measured`() throws {
    let program = try alone(
      """
      \(Self.twoWorkers)
      wait $jm; s=$?; wait ${tm[1]} && wait ${tm[2]} && exit $s; cat tm*; exit 9
      """)
    #expect(program.status == 0, "\(program.output)\(program.complaints)")
    let seen = try rehearsal(program.output)
    #expect(seen["ending"] as? String == "complete")
    let verdict = try #require(seen["verdict"] as? [String])
    #expect(verdict.count == 1 && verdict[0].contains("would register and exchange data"))
    let paths = try #require(seen["paths"] as? [[String: Any]])
    #expect(paths.allSatisfy { $0["outcome"] as? String == "reached" })
    #expect(paths.allSatisfy { ($0["roundTripMs"] as? [Double])?.count == 40 })
    #expect(
      paths.allSatisfy { ($0["segments"] as? Int ?? 0) > 40 && $0["lostSegments"] as? Int == 0 })
    #expect(paths.filter { $0["frameBytes"] as? Int == 10_485_760 }.count == 2)
    let nodes = try #require(seen["taskManagers"] as? [[String: Any]])
    #expect(nodes.allSatisfy { ($0["heartbeats"] as? Int ?? 0) > 0 })
    #expect(nodes.allSatisfy { $0["timesLost"] as? Int == 0 })
    #expect(!program.output.contains(Self.token) && !program.complaints.contains(Self.token))
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/usr/bin/openssl")))
  func `inside TLS too, with the keys of the configuration`() throws {
    let stores = try TLSStores.shared
    let settings = stores.settings(keyStore: "keytool.p12", trustStore: "trust.p12")
    let program = try alone(Self.twoWorkers + "\nwait $jm", settings)
    #expect(program.status == 0, "\(program.output)\(program.complaints)")
    let paths = try #require(try rehearsal(program.output)["paths"] as? [[String: Any]])
    #expect(paths.count >= 8 && paths.allSatisfy { $0["outcome"] as? String == "reached" })
  }

  @Test
  func `a wrong token is turned away and named, on both sides`() throws {
    let program = try alone(
      """
      $f rehearse jobmanager $conf $o --deadline 10s --wait-for 1 & jm=$!
      sleep 1.5
      FLINKDOCTOR_TOKEN=another-token-of-the-tests $f rehearse taskmanager $conf $o > tm 2>&1
      t=$?; wait $jm; j=$?; echo "=== $j $t"; cat tm
      """)
    #expect(program.output.contains("=== 1 1"), "\(program.output)\(program.complaints)")
    #expect(program.output.contains("FD3608") && program.output.contains("it has another token"))
    #expect(program.output.contains("No TaskManager registered."))
  }

  @Test
  func `a port that is taken is named with its owner`() throws {
    let program = try alone(
      """
      python3 -m http.server 6124 > /dev/null 2>&1 & sleep 1.5
      $f rehearse jobmanager $conf $o
      """)
    #expect(program.status == 1)
    #expect(program.output.contains("FD3602") && program.output.contains("held by python3"))
  }

  @Test
  func `with high availability a TaskManager says at once what it must be told`() throws {
    let program = try alone(
      "$f rehearse taskmanager $conf $o",
      ["high-availability=zookeeper", "high-availability.jobmanager.port=6123"])
    #expect(program.status == 2 && program.output.isEmpty, "\(program.output)")
    #expect(program.complaints.contains("--jobmanager HOST:PORT"), "\(program.complaints)")
    #expect(program.complaints.contains("--jobmanager localhost:6123"), "\(program.complaints)")
  }

  @Test
  func `floods, half-open connections and garbage do not stop it`() throws {
    // The flood ends with the namespace: whoever gets in gets in through it, on a slow machine later.
    let program = try alone(
      """
      o="$o --deadline 90s"
      \(Self.twoWorkers)
      python3 - <<'END' &
      import os, socket, time
      held = []
      while True:
          for port in (6123, 6124, 6200):
              try:
                  s = socket.create_connection(("127.0.0.1", port), 1)
                  s.send([b"", b"GET / HTTP/1.1\\r\\n\\r\\n", os.urandom(200),
                          b"\\0\\0\\0\\x05\\x12\\x03\\x08", b"\\0\\0\\0\\0" * 500][len(held) % 5])
                  held.append(s)
              except OSError:
                  time.sleep(0.05)
      END
      wait $jm
      """)
    #expect(program.status == 0, "\(program.output.prefix(2000))\(program.complaints.prefix(2000))")
    let seen = try rehearsal(program.output)
    #expect(seen["ending"] as? String == "complete")
    let visitors = try #require(seen["visitors"] as? [[String: Any]])
    #expect(visitors.contains { $0["words"] as? String == "an HTTP or other text client" })
    #expect(visitors.count < 20)
  }

  @Test
  func `probe takes the stand-in for an actor system of the doctor's`() throws {
    let program = try alone(
      """
      $f rehearse jobmanager $conf $o --deadline 6s > jm.out 2>&1 & jm=$!
      sleep 2; $f probe localhost:6123 --flink-version 1.18 --format json
      """)
    #expect(program.output.contains("\"outcome\": \"associated\""), "\(program.output)")
    #expect(program.output.contains("\"system\": \"flinkdoctor-"))
    #expect(program.output.contains("\"scheme\": \"pekko\""))
  }

  @Test
  func `the demo loses one TaskManager and has it back, within 45 s`() throws {
    let program = try alone("$f rehearse demo")
    #expect(program.status == 0, "\(program.output)\(program.complaints)")
    #expect(program.output.contains("registers as 127.0.0.1:"))
    #expect(program.output.contains("nothing from taskmanager-2 for"))
    #expect(program.output.contains("taskmanager-2 is back as"))
    #expect(program.output.contains("Flink logs: The heartbeat of TaskManager with id"))
  }

  @Test(arguments: [
    (["rehearse", "taskmanager", "examples"], "FLINKDOCTOR_TOKEN"),
    (["rehearse", "taskmanager", "--token-file", "/nowhere", "examples"], "/nowhere"),
    (["rehearse", "jobmanager", "--wait-for", "-1", "examples"], "--wait-for"),
    (["rehearse", "jobmanager", "--deadline", "soon", "examples"], "--deadline"),
  ])
  func `what cannot be is refused before anything starts`(words: [String], hint: String) throws {
    let program = try Program.run(Program.flinkdoctor, words)
    #expect(program.status == 2 && program.output.isEmpty)
    #expect(program.complaints.contains(hint), "\(program.complaints)")
  }

  @Test
  func `a token that could be guessed is refused`() throws {
    let program = try Program.flinkdoctor(
      "rehearse", "jobmanager", "examples", environment: ["FLINKDOCTOR_TOKEN": "secret"])
    #expect(program.status == 2 && program.complaints.contains("16 to 256"))
    #expect(!program.complaints.contains("secret"))
  }
}
