package import Remoting
package import Sockets

/// A conversation over a connection of this machine's.
package struct RemotingDialogue: Dialogue {
  package private(set) var conversation: RemotingConversation
  /// What broke the connection.
  package private(set) var error: DialResult.Outcome?

  private var opened = Duration.zero
  private var closed = Duration.zero

  package init(
    from local: LocalEnd, _ plan: RemotingPlan, random: UInt64 = .random(in: 0 ... .max)
  ) {
    conversation = RemotingConversation(
      host: local.address, port: local.port, random: random, plan: plan)
  }

  /// From our handshake to what decided who answers.
  var waited: Duration {
    conversation.report.answered ?? max(closed - opened, .zero)
  }

  package var wakeTime: Duration? { conversation.wakeTime }

  package mutating func start(at now: Duration) -> [DialogueAction] {
    opened = now
    return translated(conversation.start(at: now), at: now)
  }

  package mutating func receive(_ bytes: [UInt8], at now: Duration) -> [DialogueAction] {
    translated(conversation.receive(bytes, at: now), at: now)
  }

  package mutating func ended(_ error: DialResult.Outcome?, at now: Duration) -> [DialogueAction] {
    self.error = error
    return translated(conversation.ended(at: now), at: now)
  }

  package mutating func wake(at now: Duration) -> [DialogueAction] {
    translated(conversation.wake(at: now), at: now)
  }

  private mutating func translated(
    _ actions: [RemotingConversation.Action], at now: Duration
  ) -> [DialogueAction] {
    closed = now
    return actions.compactMap { action in
      switch action {
      case .send(let bytes): .send(bytes)
      case .close: .close
      case .answered: nil
      }
    }
  }
}
