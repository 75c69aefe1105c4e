package import Remoting
package import Sockets

/// A conversation over a connection of this machine's.
package struct RemotingDialogue: Dialogue {
  package private(set) var conversation: RemotingConversation
  /// What broke the connection.
  package private(set) var error: DialResult.Outcome?

  package init(
    from local: LocalEnd, _ plan: RemotingPlan, random: UInt64 = .random(in: 0 ... .max)
  ) {
    conversation = RemotingConversation(
      host: local.address, port: local.port, random: random, plan: plan)
  }

  package var wakeTime: Duration? { conversation.wakeTime }

  package mutating func start(at now: Duration) -> [DialogueAction] {
    Self.translated(conversation.start(at: now))
  }

  package mutating func receive(_ bytes: [UInt8], at now: Duration) -> [DialogueAction] {
    Self.translated(conversation.receive(bytes, at: now))
  }

  package mutating func ended(_ error: DialResult.Outcome?, at now: Duration) -> [DialogueAction] {
    self.error = error
    return Self.translated(conversation.ended(at: now))
  }

  package mutating func wake(at now: Duration) -> [DialogueAction] {
    Self.translated(conversation.wake(at: now))
  }

  private static func translated(_ actions: [RemotingConversation.Action]) -> [DialogueAction] {
    actions.compactMap { action in
      switch action {
      case .send(let bytes): .send(bytes)
      case .close: .close
      case .answered: nil
      }
    }
  }
}
