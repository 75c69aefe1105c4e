import Evidence
import FoundationEssentials
import Glibc
import Probes
import Remoting
import Synchronization
import Testing

/// Peers that mean no good: each is told for what it is, in time, and nothing grows or traps.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct HostilePeerTests {
  /// What a peer does, and what must be said of it.
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let outcomes: Set<RemotingEvidence.Outcome>
    let behave: @Sendable (Int32) -> Void

    init(
      _ name: String, _ outcomes: Set<RemotingEvidence.Outcome>,
      behave: @escaping @Sendable (Int32) -> Void
    ) {
      testDescription = name
      self.outcomes = outcomes
      self.behave = behave
    }

    /// Sends the same again and again, up to four gigabytes.
    static func flood(
      _ name: String, _ outcomes: Set<RemotingEvidence.Outcome>, after first: [UInt8] = [],
      with bytes: [UInt8]
    ) -> Case {
      let block = Array(repeatElement(bytes, count: max(1, 65536 / bytes.count)).joined())
      return Case(name, outcomes) { socket in
        guard HostileServer.send(first, to: socket) else { return }
        for _ in 0..<65536 {
          guard HostileServer.send(block, to: socket) else { return }
        }
      }
    }
  }

  static let handshake = RemotingFrame.associate(
    RemotingAddress(system: "flink", host: "jm1", port: 6123), uid: 7
  ).bytes

  /// A message in a message in a message, ten thousand deep.
  static let recursive: [UInt8] = {
    var bytes: [UInt8] = []
    for _ in 0..<10_000 {
      var length = bytes.count
      var head: [UInt8] = [0x12]
      while length > 127 {
        head.append(UInt8(length & 0x7f) | 0x80)
        length >>= 7
      }
      bytes = head + [UInt8(length)] + bytes
    }
    return FrameReader.frame(bytes)
  }()

  static let cases: [Case] = [
    Case("never answers", [.silent]) { HostileServer.drain($0) },
    Case("answers a byte a second", [.notFlink]) { socket in
      for byte in handshake {
        guard HostileServer.send([byte], to: socket) else { return }
        usleep(400_000)
      }
    },
    Case("introduces itself and then sends a byte a second", [.associated]) { socket in
      HostileServer.send(handshake, to: socket)
      for byte in [0, 0, 0, 60, 1, 2, 3, 4, 5, 6, 7, 8] as [UInt8] {
        guard HostileServer.send([byte], to: socket) else { return }
        usleep(400_000)
      }
    },
    .flood("sends zeros without end", [.broken], with: [0]),
    .flood("sends text without end", [.notFlink], with: Array("flink\n".utf8)),
    .flood(
      "introduces itself without end", [.associated, .broken], with: handshake),
    .flood(
      "sends heartbeats without end", [.broken], after: handshake,
      with: RemotingFrame.heartbeat.bytes),
    .flood(
      "sends one frame without end", [.broken], after: handshake + FrameReader.prefix(.max),
      with: [0x0a]),
    .flood(
      "answers what was not asked, without end", [.broken], after: handshake,
      with: RemotingFrame.message(
        ActorMessage.identity(correlation: "each", path: "/user/rpc/x").envelope(to: "a", from: "b")
      ).bytes),
    Case("sends a frame that is no message", [.broken]) { socket in
      HostileServer.send([0, 0, 0, 5, 0x12, 0xff, 0xff, 0xff, 0xff], to: socket)
      HostileServer.drain(socket)
    },
    Case("sends a group, which no message has", [.broken]) { socket in
      HostileServer.send([0, 0, 0, 4, 0x12, 2, 0x0b, 0x0b], to: socket)
      HostileServer.drain(socket)
    },
    Case("sends messages in messages", [.silent, .broken]) { socket in
      HostileServer.send(recursive, to: socket)
      HostileServer.drain(socket)
    },
    Case("introduces itself with names of 100 kB", [.notFlink]) { socket in
      let name = String(repeating: "ä", count: 50_000)
      let origin = RemotingAddress(system: name, host: name, port: .max)
      HostileServer.send(RemotingFrame.associate(origin, uid: .max).bytes, to: socket)
      HostileServer.drain(socket)
    },
    Case("introduces itself with names that are none", [.associated]) { socket in
      let name = String(repeating: "\u{1b}[31m\0\n", count: 1000)
      let origin = RemotingAddress(system: name, host: name, port: .max)
      HostileServer.send(RemotingFrame.associate(origin, uid: .max).bytes, to: socket)
      HostileServer.drain(socket)
    },
    Case("refuses with a reset", [.closed]) { socket in
      // What comes is read before, lest the connection break while it is made.
      var byte: UInt8 = 0
      _ = read(socket, &byte, 1)
      var hard = linger(l_onoff: 1, l_linger: 0)
      setsockopt(socket, SOL_SOCKET, SO_LINGER, &hard, socklen_t(MemoryLayout<linger>.size))
    },
  ]

  @Test(arguments: cases)
  func `ends in time, in little memory, and is told for what it is`(hostile: Case) async throws {
    let server = try #require(HostileServer { hostile.behave($1) })
    // Other suites run beside this one: what the best of three needs is what it needs.
    var growth = Int.max
    for _ in 0..<3 where growth > 16 << 10 {
      Self.forgetPeak()
      let before = Self.kilobytes("VmRSS")
      let start = ContinuousClock.now
      let peer = try await ask(server.port)
      #expect(start.duration(to: .now) < .milliseconds(1500))
      #expect(hostile.outcomes.contains(peer.outcome), "\(peer)")
      growth = Self.kilobytes("VmHWM") - before
    }
    #expect(growth <= 16 << 10)
  }

  @Test func `one that closes at each byte is told, and nothing traps`() async throws {
    let answer = RemotingFrame.message(
      ActorMessage.identity(correlation: "ping-0", path: "pekko.tcp://flink@jm1:6123/user")
        .envelope(to: "pekko.tcp://doctor@a:1/temp/doctor", from: "")
    ).bytes
    let bytes = Self.handshake + answer + [0, 0, 0, 0] + Self.handshake
    let length = Length()
    let server = try #require(
      HostileServer { _, socket in
        // What was sent is read first: bytes that nobody read would become a reset.
        var buffer = [UInt8](repeating: 0, count: 4096)
        _ = read(socket, &buffer, buffer.count)
        HostileServer.send(Array(bytes.prefix(length.value.load(ordering: .relaxed))), to: socket)
      })
    for count in 0...bytes.count {
      length.value.store(count, ordering: .relaxed)
      let peer = try await ask(server.port)
      let expected: RemotingEvidence.Outcome =
        count == 0
        ? .closed : count < 5 ? .notFlink : count < Self.handshake.count ? .closed : .associated
      #expect(peer.outcome == expected, "\(count): \(peer)")
    }
  }

  /// How many bytes the next connection gets.
  private final class Length: Sendable {
    let value = Atomic(0)
  }

  private func ask(_ port: Int) async throws -> RemotingEvidence {
    let target = RemotingTarget(
      port: PortTarget(host: "127.0.0.1", port: port, role: .jobManagerRpc), schemes: [.pekko])
    let evidence = await measure(
      ProbePlan(remoting: [target]),
      within: TimeLimit(timeout: .seconds(1), deadline: .now.advanced(by: .seconds(5))),
      from: Evidence())
    return try #require(evidence.remoting?.first)
  }

  /// Lets the peak count from now on.
  private static func forgetPeak() {
    let file = open("/proc/self/clear_refs", O_WRONLY)
    _ = write(file, "5", 1)
    close(file)
  }

  private static func kilobytes(_ field: String) -> Int {
    let text = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix(field + ":") } ?? ""
    return Int(line.filter(\.isNumber)) ?? 0
  }
}
