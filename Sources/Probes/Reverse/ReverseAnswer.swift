import Remoting
import Sockets

/// The other end of a `ReverseQuestion`: whoever connects introduces itself, and brings the answer.
struct ReverseAnswer: Dialogue {
  let from: String
  private let identity: RemotingAddress
  private let onAnswer: @Sendable () -> Void
  private var frames = FrameReader(limit: 128 << 10)
  private var received = 0
  /// It is an actor system, and has said so.
  private(set) var hasIntroducedItself = false
  private(set) var wakeTime: Duration?

  init(from: String, as identity: RemotingAddress, onAnswer: @escaping @Sendable () -> Void) {
    self.from = from
    self.identity = identity
    self.onAnswer = onAnswer
  }

  mutating func start(at now: Duration) -> [DialogueAction] {
    wakeTime = now + .seconds(3)
    return []
  }

  mutating func receive(_ bytes: [UInt8], at now: Duration) -> [DialogueAction] {
    received += bytes.count
    guard received < 1 << 20 else { return [.close] }
    frames.append(bytes)
    var actions: [DialogueAction] = []
    do {
      while let bytes = try frames.next() {
        switch try RemotingFrame.read(bytes) {
        case .associate where !hasIntroducedItself:
          hasIntroducedItself = true
          let uid = UInt64(UInt32.random(in: 0...UInt32(Int32.max)))
          actions.append(.send(RemotingFrame.associate(identity, uid: uid).bytes))
        case .message where hasIntroducedItself:
          onAnswer()
          wakeTime = now + .milliseconds(400)
          actions.append(.send(RemotingFrame.disassociate(.shuttingDown).bytes))
        default: break
        }
      }
    } catch {
      actions.append(.close)
    }
    return actions
  }

  mutating func ended(_ error: DialResult.Outcome?, at now: Duration) -> [DialogueAction] {
    [.close]
  }

  mutating func wake(at now: Duration) -> [DialogueAction] { [.close] }
}
