import Glibc

/// Opens a TCP connection from one address of this machine, as Java's `Socket` does, and closes it.
///
/// Where IPv6 is on, Java takes an IPv6 socket for both families, which is more than a detail: bound
/// to an IPv6 address, such a socket reaches an IPv4 address of its own machine on Linux.
package struct SourceDial: Sendable {
  package let source: IPAddress
  package private(set) var result: DialResult?
  private var descriptor: Int32 = -1
  private let start = ContinuousClock.now

  /// How long it has been under way.
  package var elapsed: Duration { result?.duration ?? start.duration(to: .now) }

  /// Dials from every source at once; blocks until all are done, `timeout` is over, or what is
  /// known so far is enough.
  ///
  /// What has no result then was given up.
  package static func dial(
    from sources: [IPAddress], to target: IPAddress, port: UInt16, isIPv6On: Bool,
    timeout: Duration, isEnough: ([SourceDial]) -> Bool
  ) -> [SourceDial] {
    var dials = sources.map { source in
      var dial = SourceDial(source)
      dial.begin(to: target, port: port, isIPv6On: isIPv6On)
      return dial
    }
    let end = ContinuousClock.now.advanced(by: timeout)
    while dials.contains(where: { $0.result == nil }), !isEnough(dials) {
      let left = ContinuousClock.now.duration(to: end)
      guard left > .zero else {
        for at in dials.indices where dials[at].result == nil { dials[at].end(.timedOut) }
        break
      }
      var waiting = dials.map {
        pollfd(fd: $0.result == nil ? $0.descriptor : -1, events: Int16(POLLOUT), revents: 0)
      }
      _ = poll(&waiting, nfds_t(waiting.count), Int32(min(left, breath) / .milliseconds(1)) + 1)
      for at in dials.indices where waiting[at].revents != 0 { dials[at].settle() }
    }
    for at in dials.indices where dials[at].result == nil { dials[at].giveUp() }
    return dials
  }

  /// The system's `errno` where no socket can be bound to an address here; nil where one can.
  package static func failure(ofBinding address: IPAddress, isIPv6On: Bool) -> Int32? {
    var socket = SourceDial(address)
    defer { socket.giveUp() }
    return socket.bind(isIPv6On: isIPv6On)
  }

  /// After this it is asked again whether that is enough.
  private static let breath = Duration.milliseconds(25)

  private init(_ source: IPAddress) {
    self.source = source
  }

  private mutating func begin(to target: IPAddress, port: UInt16, isIPv6On: Bool) {
    if let code = bind(isIPv6On: isIPv6On) { return end(.failed(errno: code)) }
    let to = RawSocketAddress(target, port: port, isMapped: isIPv6On)
    if to.call({ connect(descriptor, $0, $1) }) == 0 { return end(.open) }
    if errno != EINPROGRESS { end(.failed(errno: errno)) }
  }

  /// Opens a socket at the source; what went wrong, or nil.
  private mutating func bind(isIPv6On: Bool) -> Int32? {
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
    descriptor = socket(isIPv6On ? AF_INET6 : AF_INET, kind, 0)
    guard descriptor >= 0 else { return errno }
    var no: Int32 = 0
    if isIPv6On { setsockopt(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &no, 4) }
    // Without IPv6 the bytes of an IPv6 address are refused by the system (EAFNOSUPPORT, EINVAL).
    let from = RawSocketAddress(source, port: 0, isMapped: isIPv6On)
    return from.call { Glibc.bind(descriptor, $0, $1) } == 0 ? nil : errno
  }

  private mutating func settle() {
    var code: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &size)
    end(code == 0 ? .open : code == ETIMEDOUT ? .timedOut : .failed(errno: code))
  }

  private mutating func giveUp() {
    if descriptor >= 0 { close(descriptor) }
    descriptor = -1
  }

  private mutating func end(_ outcome: DialResult.Outcome) {
    giveUp()
    result = DialResult(outcome, after: start.duration(to: .now))
  }
}
