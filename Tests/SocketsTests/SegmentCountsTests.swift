import Glibc
import Sockets
import TestSupport
import Testing

@Suite("What TCP says of a connection", .timeLimit(.minutes(1)))
struct SegmentCountsTests {
  /// Says something three times, and looks at the counts before each and after the last.
  private struct Counting: Dialogue {
    let connection: HeldConnection
    var seen: [SegmentCounts?] = []
    var wakeTime: Duration? = .zero

    mutating func start(at now: Duration) -> [DialogueAction] { next() }
    mutating func receive(_ bytes: [UInt8], at now: Duration) -> [DialogueAction] { [] }
    mutating func ended(_ error: DialResult.Outcome?, at now: Duration) -> [DialogueAction] { [] }
    mutating func wake(at now: Duration) -> [DialogueAction] { next() }

    private mutating func next() -> [DialogueAction] {
      seen.append(connection.segments)
      if seen.count == 4 { return [.close] }
      return [.send([UInt8](repeating: 7, count: 100))]
    }
  }

  @Test("counts what was sent, and nothing as lost on loopback") func counts() async throws {
    let listener = try #require(LoopbackListener())
    let address = try #require(IPAddress("127.0.0.1"))
    let dialogue = await Dialer.with { dialer in
      await dialer.hold(address, port: listener.port, timeout: .seconds(2)) {
        Counting(connection: $1)
      }?.dialogue
    }
    let seen = try #require(dialogue?.seen)
    #expect(seen.map { $0?.sent } == [1, 2, 3, 4])
    #expect(seen.allSatisfy { $0?.lost == 0 && ($0?.pathMTU ?? 0) >= 1280 })
    #expect(dialogue?.connection.segments == nil)
  }
}
