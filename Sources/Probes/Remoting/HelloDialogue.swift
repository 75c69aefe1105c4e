import Remoting
import Sockets

/// Says the first words of TLS, and waits for what shows whether the peer speaks it.
struct HelloDialogue: Dialogue {
  let patience: Duration
  private(set) var answer = FirstBytes.undecided
  /// The peer kept the connection and said nothing.
  private(set) var isTimedOut = false
  /// From our words to what decided.
  private(set) var waited = Duration.zero
  private(set) var wakeTime: Duration?
  private var bytes: [UInt8] = []
  private var opened = Duration.zero

  init(patience: Duration) { self.patience = patience }

  /// A ServerHello or an alert came back.
  var speaksTLS: Bool { answer == .tlsHandshake || answer == .tlsAlert }

  mutating func start(at now: Duration) -> [DialogueAction] {
    opened = now
    wakeTime = now + patience
    return [.send(ClientHello.bytes(random: (0..<32).map { _ in .random(in: 0...255) }))]
  }

  mutating func receive(_ bytes: [UInt8], at now: Duration) -> [DialogueAction] {
    self.bytes += bytes.prefix(FirstBytes.enough)
    answer = FirstBytes(self.bytes)
    waited = now - opened
    return answer == .undecided ? [] : [.close]
  }

  mutating func ended(_ error: DialResult.Outcome?, at now: Duration) -> [DialogueAction] {
    waited = now - opened
    return [.close]
  }

  mutating func wake(at now: Duration) -> [DialogueAction] {
    isTimedOut = true
    waited = now - opened
    return [.close]
  }
}
