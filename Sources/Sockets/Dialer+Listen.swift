import Glibc
import NIOCore
import NIOPosix

extension Dialer {
  /// Listens at a port of the system's choosing, on every address of this machine, for as long as
  /// `body` runs, and holds a dialogue with each of the first `most` that connect.
  ///
  /// `body` gets the port and the dialogues as they end. nil when the system gives no port.
  package func listen<Driven: Dialogue, Value: Sendable>(
    most: Int, _ begin: @escaping @Sendable (_ from: String) -> Driven,
    _ body: @Sendable (_ port: Int, _ ended: AsyncStream<Driven>) async -> Value
  ) async -> Value? {
    let (ended, sink) = AsyncStream<Driven>.makeStream(bufferingPolicy: .bufferingOldest(most))
    let start = ContinuousClock.now
    // IPv6 takes IPv4 too; a machine without it has IPv4 alone.
    var listener: (any Channel)?
    for host in ["::", "0.0.0.0"] where listener == nil {
      let seats = NIOLoopBoundBox.makeBoxSendingValue(most, eventLoop: loops.next())
      listener = try? await ServerBootstrap(group: loops)
        .serverChannelOption(ChannelOptions.backlog, value: 16)
        .childChannelOption(ChannelOptions.autoRead, value: false)
        .childChannelInitializer { channel in
          channel.eventLoop.makeCompletedFuture {
            guard seats.value > 0 else { throw ChannelError.operationUnsupported }
            seats.value -= 1
            // A socket for both families calls IPv4 `::ffff:10.0.0.1`.
            let address = channel.remoteAddress?.ipAddress ?? ""
            let from =
              address.contains(".") ? String(address.split(separator: ":").last ?? "") : address
            try channel.pipeline.syncOperations.addHandler(
              DialogueHandler(from: start, { _, _ in begin(from) }) { _, dialogue in
                sink.yield(dialogue)
              })
          }
        }
        .bind(host: host, port: 0).get()
    }
    guard let listener, let port = listener.localAddress?.port else { return nil }
    let value = await body(port, ended)
    try? await listener.close()
    sink.finish()
    return value
  }
}
