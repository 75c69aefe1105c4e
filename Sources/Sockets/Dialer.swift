import Glibc
import NIOCore
import NIOPosix

/// Opens TCP connections, to close them at once or to hold a dialogue over them.
package struct Dialer: Sendable {
  let loops: MultiThreadedEventLoopGroup
  /// Whoever dials many ports at once goes through it, so that no dial fails for want of a socket.
  package let gate: SocketGate

  /// Lends a dialer to `body`; whatever still hangs when it returns is closed.
  package static func with<Value: Sendable>(
    _ body: @Sendable (Dialer) async -> Value
  ) async -> Value {
    let loops = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let value = await body(Dialer(loops: loops, gate: .ofThisProcess()))
    try? await loops.shutdownGracefully()
    return value
  }

  /// Dials one address; nil when the task is cancelled.
  ///
  /// The plainest question that a port can be asked: no byte is ever sent, so that the peer sees a
  /// connection come and go and has nothing to log. A port beyond 1 to 65535 is refused with
  /// `EINVAL`, before the system is asked.
  ///
  /// `abruptly` ends the connection with a reset instead of a regular end: for peers to whom an end
  /// without a word is an error, and a reset is none.
  package func dial(
    _ address: IPAddress, port: Int, timeout: Duration, endingAbruptly abruptly: Bool = false
  ) async -> DialResult? {
    guard let port = UInt16(exactly: port), port > 0 else {
      return DialResult(.failed(errno: EINVAL), after: .zero)
    }
    let (results, sink) = AsyncStream<DialResult>.makeStream()
    let start = ContinuousClock.now
    ClientBootstrap(group: loops)
      .connectTimeout(Self.amount(timeout))
      .channelOption(ChannelOptions.autoRead, value: false)
      .connect(to: address.socketAddress(port: port))
      .whenComplete { result in
        let duration = start.duration(to: .now)
        switch result {
        case .success(let channel):
          if abruptly, let options = channel as? any SocketOptionProvider {
            options.setSoLinger(linger(l_onoff: 1, l_linger: 0))
              .whenComplete { _ in channel.close(promise: nil) }
          } else {
            channel.close(promise: nil)
          }
          sink.yield(DialResult(.open, after: duration))
        case .failure(let error):
          sink.yield(DialResult(.init(error), after: duration))
        }
        sink.finish()
      }
    for await result in results { return result }
    return nil
  }

  /// Dials one address and holds a dialogue over the connection until it says `.close`, or the
  /// connection ends; nil when the task is cancelled.
  ///
  /// `timeout` is the dial's alone: for its own time a dialogue has `wakeTime`. There is no
  /// dialogue where there was no connection. Times count from the beginning of the dial.
  package func converse<Driven: Dialogue>(
    _ address: IPAddress, port: Int, timeout: Duration,
    _ begin: @escaping @Sendable (LocalEnd) -> Driven
  ) async -> (dial: DialResult, dialogue: Driven?)? {
    await plainly(address, port: port, timeout: timeout) { local, _ in begin(local) }
  }

  func plainly<Driven: Dialogue>(
    _ address: IPAddress, port: Int, timeout: Duration,
    _ begin: @escaping @Sendable (LocalEnd, any Channel) -> Driven
  ) async -> (dial: DialResult, dialogue: Driven?)? {
    guard let port = UInt16(exactly: port), port > 0 else {
      return (DialResult(.failed(errno: EINVAL), after: .zero), nil)
    }
    let (results, sink) = AsyncStream<(dial: DialResult, dialogue: Driven?)>.makeStream()
    let start = ContinuousClock.now
    ClientBootstrap(group: loops)
      .connectTimeout(Self.amount(timeout))
      .channelOption(ChannelOptions.autoRead, value: false)
      .channelOption(ChannelOptions.tcpOption(.tcp_nodelay), value: 1)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(
            DialogueHandler(from: start, begin) { opened, dialogue in
              sink.yield((DialResult(.open, after: opened), dialogue))
              sink.finish()
            })
        }
      }
      .connect(to: address.socketAddress(port: port))
      .whenFailure { error in
        sink.yield((DialResult(.init(error), after: start.duration(to: .now)), nil))
        sink.finish()
      }
    for await result in results { return result }
    return nil
  }

  /// Between a millisecond and a day: NIO takes no other time for a sensible one.
  static func amount(_ timeout: Duration) -> TimeAmount {
    let timeout = min(max(timeout, .milliseconds(1)), .seconds(86400))
    let (seconds, attoseconds) = timeout.components
    return .nanoseconds(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
  }
}

extension DialResult.Outcome {
  init(_ error: any Error) {
    switch error {
    case let error as IOError where error.errnoCode == ETIMEDOUT: self = .timedOut
    case let error as IOError: self = .failed(errno: error.errnoCode)
    case ChannelError.connectTimeout: self = .timedOut
    default: self = .failedOtherwise("\(error)")
    }
  }
}
