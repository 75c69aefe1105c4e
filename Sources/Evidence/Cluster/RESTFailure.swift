/// Why a REST path has no answer that could be read.
package struct RESTFailure: Error, Sendable, Hashable, Codable {
  package enum Kind: String, Sendable, Hashable, Codable {
    /// The host has no address here.
    case unresolved
    case refused
    case unreachable
    case timedOut = "timed-out"
    /// The connection ended before an answer.
    case closed
    /// What came back is no HTTP, or does not end.
    case notHTTP = "not-http"
    /// The other side speaks TLS and we did not, or the other way round.
    case scheme
    /// TLS, and a certificate that nobody here vouches for.
    case untrusted
    /// TLS failed otherwise; a client certificate may be asked for.
    case tls
    /// 401, 403 or 407.
    case unauthorized
    /// 503: this JobManager knows no leader.
    case noLeader = "no-leader"
    /// A page for people, or JSON of something else.
    case notFlink = "not-flink"
    /// JSON that breaks off or is none.
    case malformed
    case tooLarge = "too-large"
    /// It leads somewhere else than to the same path of a JobManager.
    case redirected
    /// Any other status.
    case status
  }

  package var kind: Kind
  /// The path that was asked for, below the cluster's URL.
  package var path: String
  package var status: Int?
  /// What the other side or the system said, one line of it.
  package var text: String?

  package init(_ kind: Kind, path: String, status: Int? = nil, text: String? = nil) {
    self.kind = kind
    self.path = path
    self.status = status
    self.text = text
  }

  /// Whether nobody answered at all, so that other paths need not be asked.
  package var isOfConnection: Bool {
    switch kind {
    case .unresolved, .refused, .unreachable, .timedOut, .closed, .notHTTP, .scheme, .untrusted,
      .tls:
      true
    default: false
    }
  }
}
