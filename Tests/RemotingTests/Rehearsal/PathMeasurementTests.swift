import Testing

@testable import Remoting

@Suite("Measuring one path")
struct PathMeasurementTests {
  /// Runs a measurement over a way that takes 5 ms, loses what is larger than `mtu`, and whose other
  /// end is ahead by `ahead`.
  static func run(
    mtu: Int = .max, ahead: Duration = .zero, expecting: UInt64? = 2, bulk: Int = 300_000
  ) -> (path: RehearsalPath, took: Duration) {
    var plan = PathMeasurement.Plan()
    plan.bulk = bulk
    let wire = Wire(expecting: expecting)
    var measurement = PathMeasurement(wire.dialer, plan)
    var acceptor = RehearsalLink(
      Wire.own(.jobManager, 2), .acceptor(registers: true), nonce: 12,
      wallAtZero: 1_000_000_000_000 + ahead.microseconds)
    var now = Duration.zero
    _ = acceptor.start(at: now)
    var toAcceptor = bytes(measurement.start(at: now))
    var isStuck = false
    var sent: UInt64 = 0
    while !measurement.isOver {
      if toAcceptor.isEmpty || isStuck {
        guard let due = measurement.wakeTime else { break }
        now = max(now, due)
        toAcceptor = bytes(measurement.wake(at: now))
        continue
      }
      // TCP sends in order: what is lost holds up all that follows.
      isStuck = toAcceptor.count > mtu
      guard !isStuck else { continue }
      let back = bytes(acceptor.receive(toAcceptor, at: now + .microseconds(2500)))
      now += .milliseconds(5)
      sent += 1
      measurement.note(
        .init(sent: sent, lost: toAcceptor.count > 100_000 ? 50 : 1, pathMTU: 1500))
      toAcceptor = bytes(measurement.receive(back, at: now))
    }
    return (measurement.path, now)
  }

  static func bytes(_ actions: [RehearsalLink.Action]) -> [UInt8] {
    actions.flatMap { action -> [UInt8] in if case .send(let bytes) = action { bytes } else { [] } }
  }

  @Test(
    "A good path: round trips, loss but of the frame, every size, the frame, the clock's bounds")
  func good() {
    let (path, took) = Self.run(ahead: .seconds(90))
    #expect(path.outcome == .reached)
    #expect(path.roundTrips == Array(repeating: 5000, count: 40))
    #expect(path.largest == 65_000 && path.stuck == 0)
    #expect(path.segments > 40 && path.segments < 50 && path.lost == 1)
    #expect(path.bulk == 300_000 && path.bulkTime == 5000)
    #expect(abs(path.offset - 90_000_000) <= Int64(path.offsetError ?? 0))
    #expect(took < .seconds(1))
  }

  @Test("A clock that is behind")
  func behind() {
    let (path, _) = Self.run(ahead: .seconds(-3600))
    #expect(abs(path.offset + 3_600_000_000) <= Int64(path.offsetError ?? 0))
  }

  @Test("A path that loses large packets: the largest that passed, the smallest that did not")
  func narrow() {
    let (path, took) = Self.run(mtu: 1500)
    #expect(path.outcome == .reached)
    #expect(path.largest == 1000 && path.stuck == 2000 && path.bulk == 0)
    #expect(took < .seconds(5))
  }

  @Test("Loss is what was sent again, but for what tells TCP of a smaller MTU")
  func loss() {
    var count = LossCount()
    for (sent, lost, mtu) in [(1, 0, 9000), (20, 2, 9000), (31, 12, 1500), (40, 13, 1500)] {
      count.note(.init(sent: UInt64(sent), lost: UInt64(lost), pathMTU: UInt32(mtu)))
    }
    #expect(count.segments == 29 && count.lost == 3)
  }

  @Test("Another node is no path")
  func wrongNode() {
    let (path, _) = Self.run(expecting: 9)
    #expect(path.outcome == .wrongNode && path.roundTrips.isEmpty)
  }
}
