/// Measures one path from the dialer's end, over a link: round trips and clock, then messages of
/// growing size, then one of the configured frame size.
package struct PathMeasurement: Sendable {
  /// What is measured, and how patiently.
  package struct Plan: Sendable, Hashable {
    package var pings = 40
    package var interval = Duration.milliseconds(10)
    /// In growing order: up to an Ethernet frame, beyond it, up to a jumbo frame, beyond.
    package var sizes = [1_000, 2_000, 10_000, 65_000]
    /// How long each answer is waited for: lost segments are sent again after 0.2 s, 0.4 s, 0.8 s.
    package var patience = Duration.seconds(3)
    /// The length of the one large frame; 0 for none.
    package var bulk = 0
    package var bulkPatience = Duration.seconds(20)

    package init() {}
  }

  /// What TCP says of the dialer's end of the connection.
  package struct Segments: Sendable, Hashable {
    package var sent: UInt64
    package var lost: UInt64
    package var pathMTU: UInt32

    package init(sent: UInt64, lost: UInt64, pathMTU: UInt32) {
      self.sent = sent
      self.lost = lost
      self.pathMTU = pathMTU
    }
  }

  private enum Step: Sendable, Hashable {
    case linking
    case pinging(sent: Int, due: Duration)
    case sizing(Int)
    case bulk
    case done
  }

  private let plan: Plan
  private var link: RehearsalLink
  private var step = Step.linking
  private var asked = Duration.zero
  private var isWaiting = false
  /// The round trip whose clock reading counts: the shortest has the least error.
  private var shortest: UInt64 = .max
  package private(set) var path = RehearsalPath(.unfinished)
  private var isEnded = false
  private var loss = LossCount()

  package init(_ link: RehearsalLink, _ plan: Plan) {
    self.link = link
    self.plan = plan
  }

  package var isOver: Bool { isEnded || link.isOver }

  package var wakeTime: Duration? {
    if isOver { return nil }
    return switch step {
    case .linking, .done: link.wakeTime
    case .pinging(_, let due): isWaiting ? asked + plan.patience : due
    case .sizing: asked + plan.patience
    case .bulk: asked + plan.bulkPatience
    }
  }

  package mutating func start(at now: Duration) -> [RehearsalLink.Action] {
    asked = now
    return handle(link.start(at: now), at: now)
  }

  package mutating func receive(
    _ bytes: some Collection<UInt8>, at now: Duration
  ) -> [RehearsalLink.Action] {
    handle(link.receive(bytes, at: now), at: now)
  }

  /// What the connection has sent until now.
  ///
  /// The large frame fills every queue on the way, so that some of it is lost on the best of ways:
  /// what is lost counts before it alone.
  package mutating func note(_ segments: Segments) {
    switch step {
    case .linking, .pinging, .sizing:
      loss.note(segments)
      path.segments = loss.segments
      path.lost = loss.lost
    case .bulk, .done: break
    }
  }

  package mutating func ended(at now: Duration) -> [RehearsalLink.Action] {
    handle(link.ended(at: now), at: now)
  }

  package mutating func wake(at now: Duration) -> [RehearsalLink.Action] {
    guard let due = wakeTime, now >= due else { return [] }
    switch step {
    case .linking, .done: return handle(link.wake(at: now), at: now)
    case .pinging(let sent, _):
      guard isWaiting else { return ping(sent, at: now) }
      path = RehearsalPath(.silent, detail: "a small message was not answered")
      return finish(at: now)
    case .sizing(let at):
      path.stuck = UInt64(plan.sizes[at])
      return finish(at: now)
    case .bulk:
      path.stuck = UInt64(plan.bulk)
      return finish(at: now)
    }
  }

  /// Looks at what the link tells, and hands the rest on.
  private mutating func handle(
    _ actions: [RehearsalLink.Action], at now: Duration
  ) -> [RehearsalLink.Action] {
    var out: [RehearsalLink.Action] = []
    for action in actions {
      guard case .tell(let event) = action else {
        out.append(action)
        continue
      }
      switch event {
      case .established:
        path = RehearsalPath(.reached)
        out += ping(0, at: now)
      case .message(let message): out += answered(message, at: now)
      case .over(let outcome, let detail):
        switch step {
        case .linking, .pinging: path = RehearsalPath(outcome, detail: detail)
        case .sizing, .bulk, .done: break
        }
        if case .sizing(let at) = step { path.stuck = UInt64(plan.sizes[at]) }
        if step == .bulk { path.stuck = UInt64(plan.bulk) }
      case .visitor, .refused: break
      }
    }
    return out
  }

  private mutating func ping(_ sent: Int, at now: Duration) -> [RehearsalLink.Action] {
    step = .pinging(sent: sent + 1, due: now + plan.interval)
    return ask(padding: 0, at: now)
  }

  private mutating func ask(padding: Int, at now: Duration) -> [RehearsalLink.Action] {
    asked = now
    isWaiting = true
    let ping = RehearsalMessage.ping(sequence: 0, sent: link.wall(at: now), padding: padding)
    return [.send(ping.frame)]
  }

  private mutating func answered(
    _ message: RehearsalMessage, at now: Duration
  ) -> [RehearsalLink.Action] {
    guard isWaiting else { return [] }
    switch (step, message) {
    case (.pinging(let sent, let due), .pong(_, let left, let received, let answered, 0)):
      isWaiting = false
      let trip = UInt64(clamping: (now - asked).microseconds)
      path.roundTrips.append(trip)
      if trip < shortest {
        shortest = trip
        readClock(left: left, received: received, answered: answered, back: link.wall(at: now))
      }
      if sent < plan.pings {
        step = .pinging(sent: sent, due: max(due, now))
        return []
      }
      return size(0, at: now)
    case (.sizing(let at), .pong(_, _, _, _, let padding)) where padding == plan.sizes[at]:
      path.largest = UInt64(padding)
      return size(at + 1, at: now)
    case (.bulk, .bulkTaken(let count)) where count == UInt64(plan.bulk):
      path.bulk = count
      path.bulkTime = UInt64(clamping: (now - asked).microseconds)
      return finish(at: now)
    default: return []
    }
  }

  private mutating func size(_ at: Int, at now: Duration) -> [RehearsalLink.Action] {
    if at < plan.sizes.count {
      step = .sizing(at)
      return ask(padding: plan.sizes[at], at: now)
    }
    guard plan.bulk > 0 else { return finish(at: now) }
    step = .bulk
    asked = now
    isWaiting = true
    // One frame like any other, of a payload that nobody reads; its pieces are one in memory.
    let piece = [UInt8](repeating: 0, count: min(plan.bulk, 1 << 18))
    return [.send(FrameReader.prefix(UInt32(plan.bulk)))]
      + repeatElement(.send(piece), count: plan.bulk / piece.count)
      + [.send([UInt8](piece.prefix(plan.bulk % piece.count)))]
  }

  private mutating func finish(at now: Duration) -> [RehearsalLink.Action] {
    step = .done
    isEnded = true
    return link.leave(at: now)
  }

  /// RFC 5905, 8: half of what the two ways differ by; the error is half of what both took.
  private mutating func readClock(left: UInt64, received: UInt64, answered: UInt64, back: UInt64) {
    let there = Int64(bitPattern: received &- left)
    let here = Int64(bitPattern: answered &- back)
    path.offset = (there / 2) &+ (here / 2)
    let held = answered >= received ? answered - received : 0
    let trip = back >= left ? back - left : 0
    path.offsetError = (trip >= held ? trip - held : 0) / 2 + 1
  }
}
