import Glibc
import NIOCore
import NIOPosix
import NIOSSL

extension Dialer {
  /// Dials one address and holds a dialogue inside TLS; nil when the task is cancelled.
  ///
  /// The handshake may take `patience`; without it there is no dialogue. Otherwise as
  /// `converse` over a plain connection.
  package func converse<Driven: Dialogue>(
    _ address: IPAddress, port: Int, inside client: TLSClient, timeout: Duration,
    patience: Duration, _ begin: @escaping @Sendable (LocalEnd) -> Driven
  ) async -> (dial: DialResult, tls: TLSResult?, dialogue: Driven?)? {
    await secretly(
      address, port: port, inside: client, timeout: timeout, patience: patience
    ) { local, _, _ in begin(local) }
  }

  func secretly<Driven: Dialogue>(
    _ address: IPAddress, port: Int, inside client: TLSClient, timeout: Duration,
    patience: Duration, _ begin: @escaping @Sendable (LocalEnd, any Channel, TLSResult?) -> Driven
  ) async -> (dial: DialResult, tls: TLSResult?, dialogue: Driven?)? {
    guard let port = UInt16(exactly: port), port > 0 else {
      return (DialResult(.failed(errno: EINVAL), after: .zero), nil, nil)
    }
    let (results, sink) = AsyncStream<(dial: DialResult, tls: TLSResult?, dialogue: Driven?)>
      .makeStream()
    let start = ContinuousClock.now
    ClientBootstrap(group: loops)
      .connectTimeout(Self.amount(timeout))
      .channelOption(ChannelOptions.autoRead, value: false)
      .channelOption(ChannelOptions.tcpOption(.tcp_nodelay), value: 1)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          let pipeline = channel.pipeline.syncOperations
          let arrival = FirstArrival()
          try pipeline.addHandler(arrival)
          try pipeline.addHandler(client.handler())
          let held = Held<Driven>()
          let gate = TLSGate(
            from: start, patience: Self.amount(patience), trust: client.trust, peer: .server,
            name: client.serverName
          ) { opened, tls in
            sink.yield((DialResult(.open, after: opened), tls.told(arrival.hasCome), held.dialogue))
            sink.finish()
          }
          try pipeline.addHandler(gate)
          try pipeline.addHandler(
            DialogueHandler(
              from: start, { local, channel in begin(local, channel, gate.result) }
            ) { _, dialogue in held.dialogue = dialogue })
        }
      }
      .connect(to: address.socketAddress(port: port))
      .whenFailure { error in
        sink.yield((DialResult(.init(error), after: start.duration(to: .now)), nil, nil))
        sink.finish()
      }
    for await result in results { return result }
    return nil
  }
}

/// What a dialogue came to, handed from one handler to another on their event loop.
private final class Held<Driven> {
  var dialogue: Driven?
}
