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
    guard let result = await dial(address, port: target.port, timeout: time) else { return nil }
    var evidence = DialEvidence(
      host: target.host, address: address.description, port: target.port, role: target.role,
      outcome: .open, durationMs: result.duration.milliseconds)
    switch result.outcome {
    case .open:
      break
    case .timedOut where limit.isTelling(result.duration):
      evidence.outcome = .dropped
    case .timedOut:
      evidence.outcome = .failed
      evidence.error = "the run's deadline left too little time to tell"
    case .failed(let code):
      evidence.outcome = .init(errno: code, isIPv4: address.isIPv4)
      evidence.error = Errno(rawValue: code).description
    case .failedOtherwise(let words):
      evidence.outcome = .failed
      evidence.error = words
    }
    return evidence
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
