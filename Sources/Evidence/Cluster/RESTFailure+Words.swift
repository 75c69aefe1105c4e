extension RESTFailure {
  /// What came back, in a line of evidence.
  package var words: String {
    let said = text.map { ": \($0)" } ?? ""
    let status = status.map { "HTTP \($0)" } ?? "an answer"
    return switch kind {
    case .unresolved: "the name has no address"
    case .refused: "connection refused"
    case .unreachable: text ?? "unreachable"
    case .timedOut: "no answer in time"
    case .closed: "the connection was closed before an answer"
    case .notHTTP: "no HTTP\(said)"
    case .scheme: "no TLS"
    case .untrusted: text ?? "the certificate is not trusted"
    case .tls: "TLS failed\(said)"
    case .unauthorized: "\(status)\(said)"
    case .noLeader: "\(status)\(said)"
    case .notFlink: "\(status), and not Flink's\(said)"
    case .malformed: "\(status) with JSON that breaks off"
    case .tooLarge: "more than anybody wants to read"
    case .redirected: "\(status), which leads to \(text ?? "nowhere")"
    case .status: "\(status)\(said)"
    }
  }
}
