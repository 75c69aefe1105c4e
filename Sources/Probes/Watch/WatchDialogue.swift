import Remoting
import Sockets

/// A conversation that goes on pinging, and tells each answer as it comes.
struct WatchDialogue: Dialogue {
  private var conversation: RemotingConversation
  private let interval: Duration
  private let emit: @Sendable (WatchEvent) -> Void
  private var isConnected = false
  private var heard = Duration.zero
  /// Whether the watch is over.
  private let isStopped: @Sendable () -> Bool
  private(set) var wakeTime: Duration?

  init(
    from local: LocalEnd, scheme: RemotingScheme, isTLS: Bool, interval: Duration,
    isStopped: @escaping @Sendable () -> Bool, emit: @escaping @Sendable (WatchEvent) -> Void
  ) {
    var plan = RemotingPlan(schemes: [scheme])
    plan.isTLS = isTLS
    plan.pings = .max
    plan.pingInterval = interval
    plan.asksForActors = false
    plan.echoSizes = []
    // No peer is watched for longer than a year, and no frame is larger than usual.
    plan.limit = .seconds(365 * 86400)
    plan.mostBytes = .max
    plan.schemePatience = plan.limit
    conversation = RemotingConversation(
      host: local.address, port: local.port, random: .random(in: 0 ... .max), plan: plan)
    self.interval = interval
    self.isStopped = isStopped
    self.emit = emit
  }

  /// Why there was never an answer; nil where there was one.
  var failure: String? {
    isConnected ? nil : "it did not answer as an actor system"
  }

  mutating func start(at now: Duration) -> [DialogueAction] {
    heard = now
    return told(conversation.start(at: now), at: now)
  }

  mutating func receive(_ bytes: [UInt8], at now: Duration) -> [DialogueAction] {
    told(conversation.receive(bytes, at: now), at: now)
  }

  mutating func ended(_ error: DialResult.Outcome?, at now: Duration) -> [DialogueAction] {
    told(conversation.ended(at: now), at: now)
  }

  mutating func wake(at now: Duration) -> [DialogueAction] {
    if isStopped() { return told(conversation.stop(at: now), at: now) }
    var actions: [RemotingConversation.Action] = []
    if let due = conversation.wakeTime, now >= due { actions = conversation.wake(at: now) }
    if !conversation.isOver, now - heard > interval * 2 { emit(.waiting(now - heard)) }
    return told(actions, at: now)
  }

  private mutating func told(
    _ actions: [RemotingConversation.Action], at now: Duration
  ) -> [DialogueAction] {
    if !isConnected, conversation.report.outcome == .associated {
      isConnected = true
      heard = now
      emit(.connected)
    }
    let translated = actions.compactMap { action -> DialogueAction? in
      switch action {
      case .send(let bytes): return .send(bytes)
      case .close: return .close
      case .answered(_, let after):
        heard = now
        emit(.answered(after))
        return nil
      }
    }
    // A look around several times a second, for the wish to stop and for silence.
    let look = now + .milliseconds(200)
    wakeTime = conversation.isOver ? nil : min(conversation.wakeTime ?? look, look)
    return translated
  }
}
