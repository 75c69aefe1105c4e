import Glibc
import Synchronization
import TestSupport

/// A listener on loopback whose connections are answered by a closure, each on a thread of its own.
final class HostileServer: Sendable {
  private let listener: LoopbackListener
  var port: Int { listener.port }

  /// nil when the system gives no socket; the closure gets the number of the connection, from 0 on,
  /// and its socket, which is closed when it returns.
  init?(_ behave: @escaping @Sendable (_ connection: Int, _ socket: Int32) -> Void) {
    guard let listener = LoopbackListener() else { return nil }
    self.listener = listener
    let count = Counter()
    Self.detach {
      while let connection = listener.nextConnection() {
        let number = count.next()
        Self.detach {
          behave(number, connection)
          close(connection)
        }
      }
    }
  }

  deinit { listener.stop() }

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
