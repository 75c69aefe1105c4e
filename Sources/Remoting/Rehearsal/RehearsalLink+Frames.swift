/// What is in the stream of bytes: frames that are read, and one that is only counted.
extension RehearsalLink {
  mutating func read(at now: Duration) -> [Action] {
    var actions: [Action] = []
    do throws(FrameReader.TooLong) {
      while phase != .over {
        if let (left, length) = bulk {
          let rest = left - frames.drop(left)
          bulk = rest > 0 ? (rest, length) : nil
          guard rest == 0 else { break }
          actions.append(.send(RehearsalMessage.bulkTaken(UInt64(length)).frame))
        }
        guard let frame = try frames.next() else { break }
        framesRead += 1
        actions += take(frame, at: now)
      }
    } catch {
      guard phase == .established, Int(error.length) <= own.mostBulk else {
        return actions + tooLong(error.length, at: now)
      }
      bulk = (Int(error.length), Int(error.length))
      _ = frames.drop(4)
      return actions + read(at: now)
    }
    return actions
  }

  private mutating func tooLong(_ length: UInt32, at now: Duration) -> [Action] {
    guard side.isAcceptor, phase == .greeting else {
      return end(.closed, "it announces a frame of \(length) bytes", at: now)
    }
    let isText = firstBytes.prefix(4).allSatisfy { 0x20...0x7e ~= $0 }
    return visitor(
      firstBytes.starts(with: [0x16, 3])
        ? "a TLS client" : isText ? "an HTTP or other text client" : "something that is no Flink",
      at: now)
  }

  private mutating func take(_ bytes: ArraySlice<UInt8>, at now: Duration) -> [Action] {
    do throws(MalformedMessage) {
      switch try RemotingFrame.read(bytes) {
      case .associate(let origin, _): return greeted(by: origin, at: now)
      case .disassociate:
        if case .leaving = phase { return over(.closed, "", at: now) }
        return phase == .established
          ? over(.closed, "it took its leave", at: now)
          : end(.closed, "it took its leave", at: now)
      case .message(let envelope):
        if let message = try RehearsalMessage.read(envelope) { return told(message, at: now) }
        return answer(try ActorMessage.read(envelope))
      case .heartbeat, .other: return []
      }
    } catch {
      return side.isAcceptor && phase == .greeting
        ? visitor("something that is no Flink", at: now)
        : end(.closed, "it breaks the protocol", at: now)
    }
  }

  /// `flinkdoctor probe` asks as it asks a real actor system, and gets the answer of one.
  private func answer(_ message: ActorMessage) -> [Action] {
    guard side.isAcceptor, phase == .introducing || phase == .established,
      case .identify(let correlation) = message
    else { return [] }
    let path = own.address.path(own.scheme ?? .pekko, "/user")
    let answer = ActorMessage.identity(correlation: correlation, path: path)
      .envelope(to: "", from: path)
    return [.send(RemotingFrame.message(answer).bytes)]
  }
}
