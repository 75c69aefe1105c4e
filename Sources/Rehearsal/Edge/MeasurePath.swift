import Evidence
import Glibc
import Probes
import Remoting
import Sockets
import SystemPackage

/// Dials one port at one address, finds out whether the node that is meant answers there, and
/// measures the way to it.
func measure(
  _ address: String, port: Int, _ role: PortRole, expecting node: UInt64?, bulk: Int = 0,
  _ own: OwnEnd, _ plan: RehearsalPlan, _ dialer: Dialer
) async -> RehearsalPath {
  guard let literal = IPAddress(address) else {
    return RehearsalPath(.unresolved, detail: "\(address) is no address")
  }
  var measuring = PathMeasurement.Plan()
  measuring.bulk = bulk
  var client = plan.tls.client(role)
  if client != nil, role == .taskManagerData, plan.tls.checksNames {
    client?.serverName = await javaCanonicalName(
      of: literal, until: .now.advanced(by: plan.timeout))
  }
  var (path, tls) = await dial(literal, port, inside: client, node, measuring, own, plan, dialer)
  path.settleTrust()
  for way in OtherWay.after(path, tls, plan.tls, isTLS: client != nil) {
    measuring.pings = 1
    measuring.sizes = []
    measuring.bulk = 0
    let (answer, _) = await dial(
      literal, port, inside: way.client, node, measuring, own, plan, dialer)
    guard answer.outcome == .reached else { continue }
    path = answer
    path.outcome = way.meaning
    path.detail = way.detail
    path.distrustOfDialer = nil
  }
  path.address = address
  return path
}

private func dial(
  _ address: IPAddress, _ port: Int, inside client: TLSClient?, _ node: UInt64?,
  _ measuring: PathMeasurement.Plan, _ own: OwnEnd, _ plan: RehearsalPlan, _ dialer: Dialer
) async -> (path: RehearsalPath, tls: TLSResult?) {
  let begun = await dialer.hold(
    address, port: port, timeout: plan.timeout, inside: client
  ) { local, connection in
    let distrust = plan.tls.distrust(connection.tls)
    return MeasuringDialogue(measuring, over: connection) { elapsed in
      own.dialing(
        .measure, expecting: node, from: local, isTLS: client != nil, distrust, after: elapsed)
    }
  }
  guard let begun else { return (RehearsalPath(.unfinished, detail: "it was stopped"), nil) }
  var path = RehearsalPath(begun.dial) ?? begun.dialogue?.path ?? RehearsalPath(begun.tls)
  path.dial = UInt64(max(begun.dial.duration / .microseconds(1), 0))
  return (path, begun.tls)
}

extension RehearsalPath {
  /// What a dial came to; nil for a connection.
  init?(_ dial: DialResult) {
    switch dial.outcome {
    case .open: return nil
    case .timedOut:
      let seconds = (dial.duration / .milliseconds(100)).rounded() / 10
      self.init(.dropped, detail: "no answer within \(seconds) s")
    case .failed(let code):
      let words = Errno(rawValue: code).description
      switch code {
      case ECONNREFUSED: self.init(.refused, detail: words)
      case ECONNRESET, EPIPE: self.init(.closed, detail: words)
      case ETIMEDOUT: self.init(.dropped, detail: words)
      default: self.init(.unreachable, detail: words)
      }
    case .failedOtherwise(let words): self.init(.closed, detail: words)
    }
  }

  /// TLS did not come about, so that nothing else did.
  init(_ tls: TLSResult?) {
    guard let tls else {
      self.init(.closed, detail: "the connection broke")
      return
    }
    switch tls.outcome {
    case .secured: self.init(.closed, detail: tls.laterError ?? "the connection broke")
    case .refused(let words): self.init(.closed, detail: "TLS: \(words)")
    case .notTLS: self.init(.stranger, detail: "it speaks no TLS")
    case .closed: self.init(.closed, detail: "it closes the connection in the TLS handshake")
    case .timedOut: self.init(.silent, detail: "it does not answer the TLS handshake")
    }
  }
}
