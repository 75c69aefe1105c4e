import Evidence
import Glibc
import Sockets
import SystemPackage

extension Dialer {
  /// Dials a target at one address of its host; nil when cancelled.
  func probe(
    _ target: PortTarget, at address: IPAddress, within limit: TimeLimit
  ) async -> DialEvidence? {
    let time = limit.remaining
    // A blob server inside TLS logs an error for whoever leaves before the handshake, but none for a
    // reset (`BlobServerConnection#run` drops a SocketException); measured on 1.12.5 and 2.3.0.
    let dialled = await dial(
      address, port: target.port, timeout: time, endingAbruptly: target.role == .blobServer)
    guard let result = dialled else { return nil }
    return DialEvidence(target, at: address, result, within: limit)
  }
}

extension DialEvidence {
  /// What came of a dial that was allowed what `limit` leaves.
  init(
    _ target: PortTarget, at address: IPAddress, _ result: DialResult, within limit: TimeLimit
  ) {
    self.init(
      host: target.host, address: address.description, port: target.port, role: target.role,
      outcome: .open, durationMs: result.duration.milliseconds)
    switch result.outcome {
    case .open:
      break
    case .timedOut where limit.isTelling(result.duration):
      outcome = .dropped
    case .timedOut:
      outcome = .failed
      error = "the run's deadline left too little time to tell"
    case .failed(let code):
      outcome = .init(errno: code, isIPv4: address.isIPv4)
      error = Errno(rawValue: code).description
    case .failedOtherwise(let words):
      outcome = .failed
      error = words
    }
  }
}

extension DialEvidence.Outcome {
  /// What `connect` says in place of a connection.
  init(errno code: Int32, isIPv4: Bool) {
    switch code {
    // A firewall that rejects as "prohibited" (firewalld does): for IPv4 Linux says EHOSTUNREACH.
    case EACCES where !isIPv4: self = .hostUnreachable
    case ECONNREFUSED: self = .refused
    case ETIMEDOUT: self = .dropped
    case EHOSTUNREACH, EHOSTDOWN: self = .hostUnreachable
    // A node without IPv6 does not even make the socket.
    case ENETUNREACH, ENETDOWN, EAFNOSUPPORT: self = .networkUnreachable
    case EACCES, EPERM, EINVAL, EADDRNOTAVAIL: self = .notPermitted
    default: self = .failed
    }
  }
}
