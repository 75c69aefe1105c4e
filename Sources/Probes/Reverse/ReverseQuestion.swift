import Remoting
import Sockets

/// Asks a peer something and names another address for the answer, so that it must connect there
/// by itself.
///
/// The peer looks that name up and dials it as it would a TaskManager's.
struct ReverseQuestion: Dialogue {
  /// Who asks, over the connection that stands.
  private let identity: RemotingAddress
  private let replyTo: RemotingAddress
  private let scheme: RemotingScheme
  private let patience: Duration
  /// Whether the answer has come, over the other connection.
  private let isAnswered: @Sendable () -> Bool
  private var frames = FrameReader(limit: 128 << 10)
  private var received = 0
  private var end = Duration.zero
  private var isLeaving = false
  /// When the question was sent; nil where the peer never introduced itself.
  private(set) var asked: Duration?
  /// How long the answer was waited for.
  private(set) var waited = Duration.zero
  private(set) var wakeTime: Duration?

  init(
    from local: LocalEnd, replyTo: RemotingAddress, scheme: RemotingScheme, patience: Duration,
    isAnswered: @escaping @Sendable () -> Bool
  ) {
    identity = RemotingAddress(
      system: "flinkdoctor-" + String(UInt32.random(in: 0 ... .max), radix: 16),
      host: local.address, port: UInt32(clamping: local.port))
    self.replyTo = replyTo
    self.scheme = scheme
    self.patience = patience
    self.isAnswered = isAnswered
  }

  mutating func start(at now: Duration) -> [DialogueAction] {
    end = now + patience
    wakeTime = end
    let uid = UInt64(UInt32.random(in: 0...UInt32(Int32.max)))
    return [.send(RemotingFrame.associate(identity, uid: uid).bytes)]
  }

  mutating func receive(_ bytes: [UInt8], at now: Duration) -> [DialogueAction] {
    received += bytes.count
    guard received < 1 << 20 else { return [.close] }
    frames.append(bytes)
    while let frame = try? frames.next() {
      guard asked == nil, case .associate(let origin, _)? = try? RemotingFrame.read(frame) else {
        continue
      }
      asked = now
      end = now + patience
      wakeTime = now + .milliseconds(10)
      let question = ActorMessage.identify(correlation: "reverse").envelope(
        to: "\(scheme.rawValue)://\(origin.system)/user", from: replyTo.path(scheme, "/temp/doctor")
      )
      return [.send(RemotingFrame.message(question).bytes)]
    }
    return []
  }

  mutating func ended(_ error: DialResult.Outcome?, at now: Duration) -> [DialogueAction] {
    if let asked, waited == .zero { waited = now - asked }
    return [.close]
  }

  mutating func wake(at now: Duration) -> [DialogueAction] {
    if isLeaving { return [.close] }
    if asked != nil, !isAnswered(), now < end {
      wakeTime = min(now + .milliseconds(10), end)
      return []
    }
    if let asked { waited = now - asked }
    isLeaving = true
    // The peer closes at once; see `RemotingConversation`.
    wakeTime = now + .milliseconds(400)
    return [.send(RemotingFrame.disassociate(.shuttingDown).bytes)]
  }
}
