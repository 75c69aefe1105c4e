import Glibc
import Remoting
import Sockets
import SystemPackage

/// Dials one port at one address, finds out whether the node that is meant answers there, and
/// measures the way to it.
func measure(
  _ address: String, port: Int, expecting node: UInt64?, bulk: Int = 0, _ own: OwnEnd,
  _ plan: RehearsalPlan, _ dialer: Dialer
) async -> RehearsalPath {
  guard let literal = IPAddress(address) else {
    return RehearsalPath(.unresolved, detail: "\(address) is no address")
  }
  var measuring = PathMeasurement.Plan()
  measuring.bulk = bulk
  let isTLS = plan.tls != nil
  let begun = await dialer.hold(
    literal, port: port, timeout: plan.timeout, inside: plan.tls?.client
  ) { [measuring] local, connection in
    MeasuringDialogue(measuring, over: connection) { elapsed in
      own.dialing(.measure, expecting: node, from: local, isTLS: isTLS, after: elapsed)
    }
  }
  guard let begun else { return RehearsalPath(.unfinished, detail: "it was stopped") }
  var path = RehearsalPath(begun.dial) ?? begun.dialogue?.path ?? RehearsalPath(begun.tls)
  path.address = address
  path.dial = UInt64(max(begun.dial.duration / .microseconds(1), 0))
  return path
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
