import Glibc
import Sockets

/// A connected UDP socket: it hears one peer alone, and of that peer's refusals.
struct DatagramSocket: ~Copyable {
  struct Failure: Error {
    let errno: Int32
  }

  private let descriptor: Int32

  init(_ address: IPAddress, port: UInt16) throws(Failure) {
    let kind = Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
    descriptor = socket(address.isIPv4 ? AF_INET : AF_INET6, kind, 0)
    guard descriptor >= 0 else { throw Failure(errno: errno) }
    let descriptor = descriptor
    let status = RawSocketAddress(address, port: port).call { socket, size in
      connect(descriptor, socket, size)
    }
    guard status == 0 else {
      let failure = Failure(errno: errno)
      close(descriptor)
      throw failure
    }
  }

  deinit { close(descriptor) }

  func send(_ bytes: [UInt8]) throws(Failure) {
    guard Glibc.send(descriptor, bytes, bytes.count, 0) == bytes.count else {
      throw Failure(errno: errno)
    }
  }

  /// The next datagram, up to `limit` bytes of it; nil when none comes until `end`.
  func receive(limit: Int, until end: ContinuousClock.Instant) throws(Failure) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: limit)
    while true {
      let count = recv(descriptor, &bytes, limit, 0)
      if count >= 0 { return Array(bytes[..<count]) }
      guard errno == EAGAIN || errno == EINTR else { throw Failure(errno: errno) }
      let remaining = ContinuousClock.now.duration(to: end).milliseconds
      guard remaining > 0 else { return nil }
      var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      _ = poll(&waiting, 1, Int32(min(remaining, 86_400_000)) + 1)
    }
  }
}
