/// A quiet conversation with a peer's RPC port: bytes in, actions out, and no socket or clock.
///
/// It introduces itself under an identity of its own, pings, asks which actors there are, sends
/// small and large texts to be echoed, and takes leave so that the peer logs nothing at INFO
/// (`DISASSOCIATE_SHUTTING_DOWN`, then reading to the end). Whoever drives it, over a plain
/// connection or inside TLS, calls `start`, hands on what comes, and calls `wake` at `wakeTime`.
/// Times count from any fixed moment. It is over when it says `.close`.
package struct RemotingConversation: Sendable {
  package enum Action: Sendable, Hashable {
    case send([UInt8])
    /// An answer to a ping came; for whoever shows them as they come.
    case answered(ping: Int, after: Duration)
    /// The conversation is over: close the connection.
    case close
  }

  enum Phase: Sendable, Hashable {
    case fresh
    case associating
    /// The first ping is out, in the scheme that is being tried.
    case choosingScheme(until: Duration)
    case talking
    case leaving(until: Duration)
    case over
  }

  package let plan: RemotingPlan
  package internal(set) var report = RemotingReport()

  let identity: RemotingAddress
  private let uid: UInt32
  var phase = Phase.fresh
  private var frames: FrameReader
  private var received = 0
  private var framesRead = 0
  private var start = Duration.zero
  var schemes: ArraySlice<RemotingScheme>
  var pings = RemotingPings()
  var nextPing: Duration?
  var actorsUntil: Duration?
  var echoSizes: ArraySlice<Int>
  var pendingEcho: (size: Int, sent: Duration)?

  /// `host` and `port` are this end of the very connection, so that no peer takes it for another's;
  /// `random` makes the identity new each time, since a peer may have banned an earlier one.
  package init(host: String, port: Int, random: UInt64, plan: RemotingPlan) {
    self.plan = plan
    let digits = String(UInt32(truncatingIfNeeded: random), radix: 16)
    identity = RemotingAddress(
      system: "flinkdoctor-" + String(repeating: "0", count: 8 - digits.count) + digits,
      host: host, port: UInt32(clamping: port), transport: plan.isTLS ? "ssl.tcp" : "tcp")
    uid = UInt32(truncatingIfNeeded: random >> 33)
    frames = FrameReader(limit: plan.largestFrame)
    schemes = plan.schemes[...]
    echoSizes = plan.echoSizes[...]
  }

  /// Whether it has said `.close`.
  package var isOver: Bool { phase == .over }

  /// When `wake` must be called; nil before the start and at the end.
  package var wakeTime: Duration? {
    switch phase {
    case .fresh, .over: nil
    case .associating: end
    case .choosingScheme(let until): min(until, end)
    case .talking: min(end, nextPing ?? end, actorsUntil ?? end)
    case .leaving(let until): until
    }
  }

  private var end: Duration { start + plan.limit }

  /// The connection stands.
  package mutating func start(at now: Duration) -> [Action] {
    guard phase == .fresh else { return [] }
    start = now
    phase = .associating
    return [.send(RemotingFrame.associate(identity, uid: UInt64(uid)).bytes)]
  }

  /// Bytes have come.
  package mutating func receive(_ bytes: some Collection<UInt8>, at now: Duration) -> [Action] {
    guard phase != .fresh, phase != .over else { return [] }
    received += bytes.count
    guard received <= plan.mostBytes else {
      return broken("more than \(plan.mostBytes) bytes", at: now)
    }
    if report.answered == nil {
      report.firstBytes += bytes.prefix(RemotingReport.mostFirstBytes - report.firstBytes.count)
      switch FirstBytes(report.firstBytes) {
      case .undecided: break
      case .remoting: report.answered = now - start
      case let kind: return stranger(kind, at: now)
      }
    }
    frames.append(bytes)
    var actions: [Action] = []
    do throws(FrameReader.TooLong) {
      while phase != .over, let frame = try frames.next() {
        framesRead += 1
        actions +=
          framesRead <= plan.mostFrames
          ? read(frame, at: now) : broken("more than \(plan.mostFrames) frames", at: now)
      }
    } catch {
      actions += broken("a frame of \(error.length) bytes", at: now)
    }
    return actions
  }

  /// The peer closed the connection, or it broke.
  package mutating func ended(at now: Duration) -> [Action] {
    switch phase {
    case .fresh, .over: return []
    case .associating where report.firstBytes.isEmpty:
      report.answered = now - start
      report.outcome = .closed
    case .associating where report.answered == nil:
      return stranger(.other, at: now)
    case .associating:
      report.outcome = .closed
    case .leaving: report.endedQuietly = true
    case .choosingScheme, .talking: break
    }
    return over(at: now)
  }

  /// `wakeTime` has come.
  package mutating func wake(at now: Duration) -> [Action] {
    guard let due = wakeTime, now >= due else { return [] }
    switch phase {
    case .fresh, .over: return []
    case .associating where !report.firstBytes.isEmpty && report.answered == nil:
      return stranger(.other, at: now)
    case .associating where report.answered != nil:
      return broken("frames without a handshake", at: now)
    // One that is frozen finds the farewell when it goes on, and has nothing to complain of.
    case .associating: return leave(at: now) + over(at: now)
    case .choosingScheme:
      if let silent = schemes.popFirst() { report.unansweredSchemes.append(silent) }
      return now >= end ? leave(at: now) : tryScheme(at: now)
    case .talking:
      if now >= end { return leave(at: now) }
      if let due = actorsUntil, now >= due {
        actorsUntil = nil
        report.askedForActors = true
      }
      return talk(at: now)
    case .leaving: return over(at: now)
    }
  }

  /// Ends it before its time, and quietly.
  package mutating func stop(at now: Duration) -> [Action] {
    switch phase {
    case .fresh, .over, .leaving: []
    case .associating, .choosingScheme, .talking: leave(at: now)
    }
  }

  private mutating func stranger(_ kind: FirstBytes, at now: Duration) -> [Action] {
    report.answered = now - start
    report.outcome = .notRemoting(kind)
    return over(at: now)
  }

  private mutating func read(_ bytes: ArraySlice<UInt8>, at now: Duration) -> [Action] {
    let frame: RemotingFrame
    do throws(MalformedMessage) {
      frame = try RemotingFrame.read(bytes)
    } catch {
      return broken("a frame that is no message of remoting", at: now)
    }
    switch frame {
    case .associate(let origin, let uid):
      guard phase == .associating else { return [] }
      report.outcome = .associated
      report.origin = origin
      report.uid = uid
      report.answered = now - start
      return tryScheme(at: now)
    case .disassociate(let farewell):
      if report.outcome == .silent { report.outcome = .disassociated(farewell) }
      return over(at: now)
    case .message(let envelope):
      guard case .identity(let correlation, let path)? = try? ActorMessage.read(envelope) else {
        return []
      }
      return answered(correlation, path: path, at: now)
    case .heartbeat, .other:
      return []
    }
  }
}
