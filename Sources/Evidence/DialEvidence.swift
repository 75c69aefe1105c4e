/// One TCP connection attempt: to one address and port.
package struct DialEvidence: Sendable, Hashable, Codable {
  package enum Outcome: String, Sendable, Hashable, Codable {
    /// The handshake completed.
    case open
    /// The host answered with a reset: nothing listens there (ECONNREFUSED).
    case refused
    /// Nothing came back within the deadline: something drops the packets.
    case dropped
    /// A router or the host said that the host is not to be had (EHOSTUNREACH).
    case hostUnreachable
    /// There is no route to the network (ENETUNREACH).
    case networkUnreachable
    /// The local system refused the attempt (EACCES, EPERM, EINVAL, EADDRNOTAVAIL).
    case notPermitted
    /// Anything else; `error` says what.
    case failed
  }

  package var host: String
  /// The address dialled, textual, IPv6 without brackets.
  package var address: String
  package var port: Int
  /// What the port is expected to be; nil in examinations of the first release.
  package var role: PortRole?
  package var outcome: Outcome
  /// The system's words for what went wrong.
  package var error: String?
  package var durationMs: Double

  package init(
    host: String, address: String, port: Int, role: PortRole? = nil, outcome: Outcome,
    error: String? = nil, durationMs: Double = 0
  ) {
    self.host = host
    self.address = address
    self.port = port
    self.role = role
    self.outcome = outcome
    self.error = error
    self.durationMs = durationMs
  }
}
