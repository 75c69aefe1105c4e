import Glibc
import Remoting
import Sockets

/// What this process shows of itself, made anew for each connection.
struct OwnEnd: Sendable {
  let identity: RehearsalIdentity
  let token: RehearsalToken
  let scheme: RemotingScheme?
  /// The host that is shown where this side accepts.
  let host: String
  let mostBulk: Int

  init(_ role: RehearsalIdentity.Role, _ plan: RehearsalPlan) {
    identity = RehearsalIdentity(
      role: role, id: .random(in: 1 ... .max), machine: plan.machine)
    token = plan.token
    scheme = plan.scheme
    host = plan.machine
    mostBulk = RehearsalPlan.mostFrame
  }

  /// A link that dials: its address is its own end of this very connection.
  func dialing(
    _ purpose: RehearsalPurpose, expecting: UInt64?, from local: LocalEnd, isTLS: Bool,
    _ distrust: RehearsalDistrust?, after elapsed: Duration
  ) -> RehearsalLink {
    link(
      .dialer(purpose, expecting: expecting), host: local.address, port: local.port, isTLS: isTLS,
      distrust, after: elapsed)
  }

  func accepting(
    registers: Bool, port: Int, isTLS: Bool, _ distrust: RehearsalDistrust?,
    after elapsed: Duration
  ) -> RehearsalLink {
    link(
      .acceptor(registers: registers), host: host, port: port, isTLS: isTLS, distrust,
      after: elapsed)
  }

  private func link(
    _ side: RehearsalLink.Side, host: String, port: Int, isTLS: Bool,
    _ distrust: RehearsalDistrust?, after elapsed: Duration
  ) -> RehearsalLink {
    let suffix = String(UInt32.random(in: .min ... .max), radix: 16)
    let address = RemotingAddress(
      system: RehearsalLink.systemPrefix + suffix, host: host, port: UInt32(clamping: port),
      transport: isTLS ? "ssl.tcp" : "tcp")
    let own = RehearsalLink.Own(
      identity: identity, token: token, address: address,
      uid: UInt64(UInt32.random(in: 1 ... .max)), scheme: scheme, mostBulk: mostBulk,
      distrust: distrust)
    return RehearsalLink(
      own, side, nonce: .random(in: .min ... .max),
      wallAtZero: Self.wall - Int64(elapsed / .microseconds(1)))
  }

  /// Microseconds since 1970.
  private static var wall: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) &* 1_000_000 &+ Int64(time.tv_nsec) / 1000
  }
}
