/// What is asked of an actor system that has introduced itself, and in which order.
extension RemotingConversation {
  /// The correlation of the question for all actors.
  private static let each = "each"

  /// The first ping decides whether the peer takes paths of this scheme for its own.
  mutating func tryScheme(at now: Duration) -> [Action] {
    guard let scheme = schemes.first, system != nil else { return leave(at: now) }
    phase = .choosingScheme(until: now + plan.schemePatience)
    return [send(.identify(correlation: pings.send(scheme, at: now)), to: "/user", in: scheme)]
  }

  mutating func answered(_ correlation: String, path: String?, at now: Duration) -> [Action] {
    if let (ping, after, scheme) = pings.answered(correlation, at: now) {
      var actions = [Action.answered(ping: ping, after: after)]
      if report.roundTrips.count < RemotingReport.mostRoundTrips {
        report.roundTrips.append(after)
      }
      if report.scheme == nil, case .choosingScheme = phase { actions += begin(scheme, at: now) }
      return actions + (phase == .talking ? talk(at: now) : [])
    }
    guard phase == .talking else { return [] }
    if correlation == Self.each {
      note(actor: path ?? "", at: now)
    } else if let (size, sent) = pendingEcho, correlation.utf8.count == size {
      pendingEcho = nil
      report.echoes.append(.init(bytes: size, roundTrip: now - sent, waited: now - sent))
    }
    return talk(at: now)
  }

  /// Pings, then echoes; what is out is waited for, and then leave is taken.
  mutating func talk(at now: Duration) -> [Action] {
    guard let scheme = report.scheme else { return [] }
    var actions: [Action] = []
    if let due = nextPing, now >= due {
      report.pings += 1
      nextPing = report.pings < plan.pings ? max(due + plan.pingInterval, now) : nil
      actions.append(
        send(.identify(correlation: pings.send(scheme, at: now)), to: "/user", in: scheme))
    }
    guard nextPing == nil, pings.allAnswered, pendingEcho == nil else { return actions }
    if let size = echoSizes.popFirst() {
      pendingEcho = (size, now)
      let text = String(repeating: "x", count: size)
      return actions + [send(.identify(correlation: text), to: "/user", in: scheme)]
    }
    return actorsUntil == nil ? actions + leave(at: now) : actions
  }

  mutating func leave(at now: Duration) -> [Action] {
    settle(at: now)
    phase = .leaving(until: now + plan.farewell)
    return [.send(RemotingFrame.disassociate(.shuttingDown).bytes)]
  }

  mutating func over(at now: Duration) -> [Action] {
    settle(at: now)
    phase = .over
    return [.close]
  }

  mutating func broken(_ what: String, at now: Duration) -> [Action] {
    report.outcome = .broken(what)
    return over(at: now)
  }

  private mutating func begin(_ scheme: RemotingScheme, at now: Duration) -> [Action] {
    report.scheme = scheme
    report.unansweredSchemes.removeAll { $0 == scheme }
    pings.keep(scheme)
    report.pings = 1
    nextPing = plan.pings > 1 ? now + plan.pingInterval : nil
    phase = .talking
    guard plan.asksForActors else { return [] }
    actorsUntil = now + plan.actorsPatience
    let question = ActorMessage.identifyEach(correlation: Self.each, pattern: "*")
    return [send(question, to: "/", in: scheme)]
  }

  /// A TaskManager has one actor, a JobManager two and one for each job.
  private mutating func note(actor path: String, at now: Duration) {
    // The number behind `#` tells one actor from another that once had its name.
    guard let name = path.split(separator: "/").last?.prefix(while: { $0 != "#" }),
      name.utf8.count <= 200, report.actors.count < RemotingReport.mostActors
    else { return }
    report.askedForActors = true
    let place = report.actors.firstIndex { $0 >= name } ?? report.actors.endIndex
    if place == report.actors.endIndex || report.actors[place] != name {
      report.actors.insert(String(name), at: place)
    }
  }

  /// Writes down what stays unanswered.
  private mutating func settle(at now: Duration) {
    guard let (size, sent) = pendingEcho else { return }
    pendingEcho = nil
    report.echoes.append(.init(bytes: size, roundTrip: nil, waited: now - sent))
  }

  /// The peer's name for itself, where it can stand in a path.
  private var system: String? {
    guard let name = report.origin?.system, !name.isEmpty, name.utf8.count <= 200 else {
      return nil
    }
    let isPlain = name.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
        true
      default: false
      }
    }
    return isPlain ? name : nil
  }

  private func send(
    _ message: ActorMessage, to actor: String, in scheme: RemotingScheme
  ) -> Action {
    let envelope = message.envelope(
      to: scheme.localPath(system ?? "", actor), from: identity.path(scheme, "/temp/doctor"))
    return .send(RemotingFrame.message(envelope).bytes)
  }
}
