import Remoting
import Sockets

/// Announces a frame and sends nothing of it.
///
/// A peer that takes frames of that length waits for it, and any other closes the connection within
/// milliseconds. It needs no handshake, and leaves no line where the frame is taken (measured on
/// 1.12.5, 1.14.6, 1.20.5 and 2.3.0).
struct FrameDialogue: Dialogue {
  /// The largest frame with its four bytes of length, as `akka.framesize` counts it.
  let frameSize: Int
  let patience: Duration
  /// nil while it is not known.
  private(set) var isAccepted: Bool?
  private(set) var wakeTime: Duration?

  init(frameSize: Int, patience: Duration) {
    self.frameSize = frameSize
    self.patience = patience
  }

  mutating func start(at now: Duration) -> [DialogueAction] {
    wakeTime = now + patience
    return [.send(FrameReader.prefix(UInt32(clamping: frameSize - 4)))]
  }

  mutating func receive(_ bytes: [UInt8], at now: Duration) -> [DialogueAction] { [] }

  mutating func ended(_ error: DialResult.Outcome?, at now: Duration) -> [DialogueAction] {
    isAccepted = false
    return [.close]
  }

  mutating func wake(at now: Duration) -> [DialogueAction] {
    isAccepted = true
    return [.close]
  }
}
