import CAres
import CLinux
import Evidence
import Glibc
import Sockets

/// One look-up of one full name, IPv4 and IPv6 at once, at one server; it blocks.
struct NameServerQuery {
  fileprivate var status: Int32?
  fileprivate var addresses: [IPAddress] = []

  /// c-ares wants this once per process, before anything else.
  private static let library = ares_library_init(ARES_LIB_INIT_ALL)

  static func ask(
    _ server: String, _ name: String, until end: ContinuousClock.Instant
  ) -> SystemAnswer {
    let remaining = ContinuousClock.now.duration(to: end).milliseconds
    guard remaining > 0 else { return SystemAnswer(outcome: .timedOut) }
    guard library == ARES_SUCCESS else { return failure(library) }
    var channel: ares_channel?
    let status = open(&channel, milliseconds: remaining)
    guard status == ARES_SUCCESS, let channel else { return failure(status) }
    let accepted = ares_set_servers_ports_csv(channel, server)
    guard accepted == ARES_SUCCESS else {
      ares_destroy(channel)
      return failure(accepted)
    }
    var query = NameServerQuery()
    withUnsafeMutablePointer(to: &query) { query in
      var hints = ares_addrinfo_hints()
      hints.ai_flags = ARES_AI_NOSORT
      hints.ai_family = AF_UNSPEC
      ares_getaddrinfo(channel, name, nil, &hints, answered, query)
      while query.pointee.status == nil, step(channel, until: end) {}
      // Calls back for a query that is still open, so that the pointer is never used later.
      ares_destroy(channel)
    }
    return query.answer
  }

  /// DNS alone, the name as it is: the search list is the caller's.
  private static func open(_ channel: inout ares_channel?, milliseconds: Double) -> Int32 {
    var options = ares_options()
    // Two tries, the second twice as long as the first: together the time there is.
    options.timeout = max(1, Int32(min(milliseconds, 86_400_000) / 3))
    options.tries = 2
    options.ndots = 0
    options.ndomains = 0
    var lookups = [CChar(bitPattern: UInt8(ascii: "b")), 0]
    return lookups.withUnsafeMutableBufferPointer { lookups in
      options.lookups = lookups.baseAddress
      let mask =
        ARES_OPT_TIMEOUTMS | ARES_OPT_TRIES | ARES_OPT_NDOTS | ARES_OPT_DOMAINS | ARES_OPT_LOOKUPS
      return ares_init_options(&channel, &options, mask)
    }
  }

  /// Waits for the sockets once and lets c-ares work; false when time is up.
  private static func step(_ channel: ares_channel, until end: ContinuousClock.Instant) -> Bool {
    let remaining = ContinuousClock.now.duration(to: end).milliseconds
    guard remaining > 0 else { return false }
    var sockets = [ares_socket_t](repeating: ARES_SOCKET_BAD, count: Int(ARES_GETSOCK_MAXNUM))
    let interest = ares_getsock(channel, &sockets, ARES_GETSOCK_MAXNUM)
    var polled: [pollfd] = []
    for (at, socket) in sockets.enumerated() {
      let events =
        (interest >> Int32(at) & 1 != 0 ? POLLIN : 0)
        | (interest >> Int32(at + sockets.count) & 1 != 0 ? POLLOUT : 0)
      if events != 0 { polled.append(pollfd(fd: socket, events: Int16(events), revents: 0)) }
    }
    guard !polled.isEmpty else { return false }
    var most = timeval(tv_sec: Int(remaining / 1000) + 1, tv_usec: 0)
    var wait = timeval()
    var milliseconds = remaining
    if let timer = ares_timeout(channel, &most, &wait) {
      let due = Double(timer.pointee.tv_sec) * 1000 + Double(timer.pointee.tv_usec) / 1000
      milliseconds = min(remaining, due)
    }
    let ready = poll(&polled, nfds_t(polled.count), Int32(min(milliseconds, 86_400_000)) + 1)
    if ready <= 0 { ares_process_fd(channel, ARES_SOCKET_BAD, ARES_SOCKET_BAD) }
    for socket in polled where ready > 0 && socket.revents != 0 {
      let reads = socket.events & Int16(POLLIN) != 0
      let writes = socket.events & Int16(POLLOUT) != 0
      ares_process_fd(
        channel, reads ? socket.fd : ARES_SOCKET_BAD, writes ? socket.fd : ARES_SOCKET_BAD)
    }
    return true
  }

  private var answer: SystemAnswer {
    guard let status else { return SystemAnswer(outcome: .timedOut) }
    if status == ARES_SUCCESS && !addresses.isEmpty { return .resolved(addresses) }
    return Self.failure(status == ARES_SUCCESS ? ARES_ENODATA : status)
  }

  private static func failure(_ status: Int32) -> SystemAnswer {
    let words = String(cString: ares_strerror(status))
    switch status {
    case ARES_ENOTFOUND, ARES_ENODATA, ARES_ENONAME, ARES_EBADNAME:
      return SystemAnswer(outcome: .notFound, error: words)
    case ARES_ETIMEOUT, ARES_EDESTRUCTION: return SystemAnswer(outcome: .timedOut)
    default: return SystemAnswer(outcome: .noAnswer, error: words)
    }
  }
}

private func answered(
  _ query: UnsafeMutableRawPointer?, _ status: Int32, _ timeouts: Int32,
  _ result: UnsafeMutablePointer<ares_addrinfo>?
) {
  defer { if let result { ares_freeaddrinfo(result) } }
  guard let query = query?.assumingMemoryBound(to: NameServerQuery.self) else { return }
  var entry = result?.pointee.nodes
  while let here = entry {
    if let socket = here.pointee.ai_addr, let address = IPAddress(socket) {
      query.pointee.addresses.append(address)
    }
    entry = here.pointee.ai_next
  }
  query.pointee.status = status
}
