import Remoting
import Sockets

/// A link over a connection of this machine's; what it tells goes to whoever holds it.
struct LinkDialogue: Dialogue {
  private var link: RehearsalLink?
  private let make: @Sendable (Duration) -> RehearsalLink
  private let tell: @Sendable (RehearsalLink.Event) -> Void

  /// `make` is called when the connection stands, with the time of the connection then.
  init(
    _ make: @escaping @Sendable (Duration) -> RehearsalLink,
    tell: @escaping @Sendable (RehearsalLink.Event) -> Void
  ) {
    self.make = make
    self.tell = tell
  }

  var wakeTime: Duration? { link?.wakeTime }

  mutating func start(at now: Duration) -> [DialogueAction] {
    var link = make(now)
    let actions = link.start(at: now)
    self.link = link
    return translated(actions)
  }

  mutating func receive(_ bytes: [UInt8], at now: Duration) -> [DialogueAction] {
    translated(link?.receive(bytes, at: now) ?? [])
  }

  mutating func ended(_ error: DialResult.Outcome?, at now: Duration) -> [DialogueAction] {
    translated(link?.ended(at: now) ?? [])
  }

  mutating func wake(at now: Duration) -> [DialogueAction] {
    translated(link?.wake(at: now) ?? [])
  }

  private func translated(_ actions: [RehearsalLink.Action]) -> [DialogueAction] {
    actions.compactMap { action in
      switch action {
      case .send(let bytes): return .send(bytes)
      case .close: return .close
      case .tell(let event):
        tell(event)
        return nil
      }
    }
  }
}

/// A measurement over a connection of this machine's.
struct MeasuringDialogue: Dialogue {
  private var measurement: PathMeasurement?
  private let make: @Sendable (Duration) -> RehearsalLink
  private let plan: PathMeasurement.Plan
  private let connection: HeldConnection

  init(
    _ plan: PathMeasurement.Plan, over connection: HeldConnection,
    _ make: @escaping @Sendable (Duration) -> RehearsalLink
  ) {
    self.plan = plan
    self.connection = connection
    self.make = make
  }

  var path: RehearsalPath? { measurement?.path }

  var wakeTime: Duration? { measurement?.wakeTime }

  mutating func start(at now: Duration) -> [DialogueAction] {
    var measurement = PathMeasurement(make(now), plan)
    let actions = measurement.start(at: now)
    self.measurement = measurement
    return Self.translated(actions)
  }

  mutating func receive(_ bytes: [UInt8], at now: Duration) -> [DialogueAction] {
    count()
    return Self.translated(measurement?.receive(bytes, at: now) ?? [])
  }

  mutating func ended(_ error: DialResult.Outcome?, at now: Duration) -> [DialogueAction] {
    Self.translated(measurement?.ended(at: now) ?? [])
  }

  mutating func wake(at now: Duration) -> [DialogueAction] {
    count()
    return Self.translated(measurement?.wake(at: now) ?? [])
  }

  /// Before what comes next, as it may be the end of the connection.
  private mutating func count() {
    guard let counts = connection.segments else { return }
    measurement?.note(
      PathMeasurement.Segments(
        sent: UInt64(counts.sent), lost: UInt64(counts.lost), pathMTU: counts.pathMTU))
  }

  private static func translated(_ actions: [RehearsalLink.Action]) -> [DialogueAction] {
    actions.compactMap { action in
      switch action {
      case .send(let bytes): .send(bytes)
      case .close: .close
      case .tell: nil
      }
    }
  }
}
