import Glibc
import Synchronization

/// A listener on loopback whose connections are answered by a closure, each on a thread of its own.
final class HostileServer: Sendable {
  private let socket: Int32
  let port: Int

  /// nil when the system gives no socket; the closure gets the number of the connection, from 0 on,
  /// and its socket, which is closed when it returns.
  init?(_ behave: @escaping @Sendable (_ connection: Int, _ socket: Int32) -> Void) {
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
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
    let count = Counter()
    Self.detach {
      while true {
        let connection = accept(socket, nil, nil)
        guard connection >= 0 else { return }
        let number = count.next()
        Self.detach {
          behave(number, connection)
          close(connection)
        }
      }
    }
  }

  deinit {
    shutdown(socket, Int32(SHUT_RDWR))
    close(socket)
  }

  /// Sends all of it; false when the other end is gone.
  @discardableResult
  static func send(_ bytes: [UInt8], to socket: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let sent = rest.withUnsafeBytes {
        Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard sent > 0 else { return false }
      rest = rest.dropFirst(sent)
    }
    return true
  }

  /// Waits until the other end closes, and forgets what it sends.
  static func drain(_ socket: Int32) {
    var buffer = [UInt8](repeating: 0, count: 4096)
    while read(socket, &buffer, buffer.count) > 0 {}
  }

  private final class Counter: Sendable {
    private let count = Mutex(0)
    func next() -> Int {
      count.withLock { count in
        defer { count += 1 }
        return count
      }
    }
  }

  private final class Work: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  private static func detach(_ run: @escaping @Sendable () -> Void) {
    var thread = pthread_t()
    let work = Unmanaged.passRetained(Work(run))
    pthread_create(
      &thread, nil,
      { context in
        if let context { Unmanaged<Work>.fromOpaque(context).takeRetainedValue().run() }
        return nil
      }, work.toOpaque())
    pthread_detach(thread)
  }
}
