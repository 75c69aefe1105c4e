import Glibc

/// A TCP listener on every IPv4 address of this machine, at a port of the system's choosing.
package final class LoopbackListener: Sendable {
  private let socket: Int32
  package let port: Int

  /// nil when the system gives no socket.
  package init?() {
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    // A socket that was never bound gets a free port when it starts to listen.
    guard socket >= 0, listen(socket, 64) == 0 else { return nil }
    let port = withUnsafeTemporaryAllocation(byteCount: 32, alignment: 8) { raw -> Int? in
      var length = socklen_t(raw.count)
      guard let address = raw.baseAddress?.assumingMemoryBound(to: sockaddr.self),
        getsockname(socket, address, &length) == 0
      else { return nil }
      return Int(raw[2]) << 8 | Int(raw[3])
    }
    guard let port else { return nil }
    self.socket = socket
    self.port = port
  }

  deinit { close(socket) }

  /// The next connection's socket, which is the caller's to close; nil once `stop` was called.
  package func nextConnection() -> Int32? {
    let connection = accept(socket, nil, nil)
    return connection < 0 ? nil : connection
  }

  /// Refuses what comes from now on.
  package func stop() { shutdown(socket, Int32(SHUT_RDWR)) }

  /// Every byte that the next connection brings, until the other end closes it.
  package func bytesOfNextConnection() -> [UInt8] {
    let connection = accept(socket, nil, nil)
    defer { close(connection) }
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while read(connection, &byte, 1) == 1 { bytes.append(byte) }
    return bytes
  }

  /// A port that was free a moment ago.
  package static func closedPort() -> Int? { LoopbackListener()?.port }
}
