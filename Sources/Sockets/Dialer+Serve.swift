import Glibc
import NIOCore
import NIOPosix
import NIOSSL

/// A port on which this process listens, until it is closed.
package struct Listener: Sendable {
  package let port: Int
  private let channel: any Channel

  init(port: Int, channel: any Channel) {
    self.port = port
    self.channel = channel
  }

  package func close() async { try? await channel.close() }
}

/// The other end of an accepted connection: textual, IPv6 without brackets.
package struct RemoteEnd: Sendable, Hashable {
  package var address: String
  package var port: Int
}

/// Why there is no listener.
package struct ListenFailure: Error, Sendable, Hashable {
  /// The system's `errno`; 0 where it gave none.
  package var errno: Int32
}

extension Dialer {
  /// Listens at one port, 0 for one of the system's choosing, and holds a dialogue with everyone
  /// who connects, `most` of them at a time; who comes beyond that is hung up on.
  ///
  /// As Java's sockets: `SO_REUSEADDR` is set, and nil for the address is every address of both
  /// families.
  package func serve<Driven: Dialogue>(
    at address: IPAddress?, port: UInt16, most: Int, inside server: TLSServer? = nil,
    _ begin: @escaping @Sendable (RemoteEnd, HeldConnection) -> Driven
  ) async -> Result<Listener, ListenFailure> {
    let places = address.map { [$0] } ?? Self.everywhere
    var failure = ListenFailure(errno: 0)
    for place in places {
      do {
        let channel = try await bootstrap(most: most, inside: server, begin)
          .bind(to: place.socketAddress(port: port)).get()
        return .success(Listener(port: channel.localAddress?.port ?? Int(port), channel: channel))
      } catch let error as IOError {
        failure.errno = error.errnoCode
        // A machine without IPv6 has IPv4 alone.
        if error.errnoCode == EADDRINUSE { break }
      } catch {
        failure.errno = 0
      }
    }
    return .failure(failure)
  }

  /// Dials and stays, with what it needs to speak out of turn; returns when the connection is over.
  package func hold<Driven: Dialogue>(
    _ address: IPAddress, port: Int, timeout: Duration, inside client: TLSClient? = nil,
    _ begin: @escaping @Sendable (LocalEnd, HeldConnection) -> Driven
  ) async -> (dial: DialResult, tls: TLSResult?, dialogue: Driven?)? {
    let connected = { @Sendable (local: LocalEnd, channel: any Channel) in
      begin(local, HeldConnection(channel))
    }
    guard let client else {
      return await plainly(address, port: port, timeout: timeout, connected)
        .map { ($0.dial, nil, $0.dialogue) }
    }
    return await secretly(
      address, port: port, inside: client, timeout: timeout, patience: timeout, connected)
  }

  private static let everywhere = [
    IPAddress(bytes: [UInt8](repeating: 0, count: 16), zone: 0),
    IPAddress(bytes: [0, 0, 0, 0], zone: 0),
  ]

  private func bootstrap<Driven: Dialogue>(
    most: Int, inside server: TLSServer?,
    _ begin: @escaping @Sendable (RemoteEnd, HeldConnection) -> Driven
  ) -> ServerBootstrap {
    let loop = loops.next()
    let seats = NIOLoopBoundBox.makeBoxSendingValue(most, eventLoop: loop)
    let start = ContinuousClock.now
    return ServerBootstrap(group: loop)
      .serverChannelOption(ChannelOptions.backlog, value: 1024)
      .serverChannelOption(ChannelOptions.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(ChannelOptions.autoRead, value: false)
      .childChannelOption(ChannelOptions.tcpOption(.tcp_nodelay), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          guard seats.value > 0 else { throw ChannelError.operationUnsupported }
          seats.value -= 1
          channel.closeFuture.whenComplete { _ in seats.value += 1 }
          let pipeline = channel.pipeline.syncOperations
          let remote = RemoteEnd(channel.remoteAddress)
          if let server {
            try pipeline.addHandler(NIOSSLServerHandler(context: server.context))
            try pipeline.addHandler(
              TLSGate(from: start, patience: .seconds(5)) { _, _ in })
          }
          try pipeline.addHandler(
            DialogueHandler(from: start, { _, channel in begin(remote, HeldConnection(channel)) }) {
              _, _ in
            })
        }
      }
  }
}

extension RemoteEnd {
  /// A socket for both families calls IPv4 `::ffff:10.0.0.1`.
  fileprivate init(_ address: SocketAddress?) {
    let text = address?.ipAddress ?? ""
    let plain = text.contains(".") ? String(text.split(separator: ":").last ?? "") : text
    self.init(address: plain, port: address?.port ?? 0)
  }
}
