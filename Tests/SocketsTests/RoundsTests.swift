import Glibc
import Sockets
import Synchronization
import TestSupport
import Testing

@Suite("Rounds of a thread that serves many connections", .timeLimit(.minutes(1)))
struct RoundsTests {
  private static let many = 600

  /// Takes its time for what it hears.
  private struct Slow: Dialogue {
    let hear: @Sendable () -> Void
    var wakeTime: Duration? { nil }

    mutating func start(at now: Duration) -> [DialogueAction] { [] }
    mutating func receive(_ bytes: [UInt8], at now: Duration) -> [DialogueAction] {
      usleep(1000)
      hear()
      return []
    }
    mutating func ended(_ error: DialResult.Outcome?, at now: Duration) -> [DialogueAction] { [] }
    mutating func wake(at now: Duration) -> [DialogueAction] { [] }
  }

  private final class Heard: Sendable {
    let peers = Atomic<Int>(0)
    let count = Atomic<Int>(0)
  }

  @Test(
    "A round tells of a moment when all that had come before it is read, however long that takes")
  func areBehindWhatHadCome() async throws {
    OpenFiles.raise(to: 4096)
    let heard = Heard()
    let (rounds, sink) = AsyncStream<(ContinuousClock.Instant, heard: Int)>.makeStream()
    let atOnce = try await Dialer.with { dialer -> Result<Int, any Error> in
      do {
        let loopback = IPAddress("127.0.0.1")
        let listener = try await dialer.serve(at: loopback, port: 0, most: Self.many) { _, _ in
          heard.peers.add(1, ordering: .relaxed)
          return Slow { heard.count.add(1, ordering: .relaxed) }
        }.get()
        let peers = (0..<Self.many).compactMap { _ in Self.connected(to: listener.port) }
        defer { for peer in peers { close(peer) } }
        try #require(peers.count == Self.many)
        while heard.peers.load(ordering: .relaxed) < Self.many {
          try await Task.sleep(for: .milliseconds(5))
        }
        let running = try await dialer.rounds(every: .milliseconds(5)) {
          sink.yield(($0, heard.count.load(ordering: .relaxed)))
        }
        for peer in peers { _ = write(peer, "x", 1) }
        let spoken = ContinuousClock.now
        let atOnce = heard.count.load(ordering: .relaxed)
        for await (time, count) in rounds where time >= spoken {
          #expect(count == Self.many)
          break
        }
        running.cancel()
        return .success(atOnce)
      } catch {
        return .failure(error)
      }
    }.get()
    // Else there was nothing to wait for.
    #expect(atOnce < Self.many / 2)
  }

  /// A socket that is connected to a port of loopback; nil when the system gives none.
  private static func connected(to port: Int) -> Int32? {
    let peer = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = in_addr_t(0x7f00_0001).bigEndian
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(peer, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    return peer >= 0 && result == 0 ? peer : nil
  }
}
