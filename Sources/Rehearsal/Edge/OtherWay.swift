import Remoting
import Sockets

/// How a port is asked once more whose answer had nothing to do with what was asked, and what it
/// means when the stand-in answers then.
///
/// A handshake that breaks off tells little; the stand-in itself, reached in the way in which Flink
/// would not have come, tells for certain who is there and what the two have not in common.
struct OtherWay: Sendable {
  /// nil for a connection without TLS.
  let client: TLSClient?
  let meaning: RehearsalPath.Outcome
  let detail: String

  static func after(
    _ path: RehearsalPath, _ tls: TLSResult?, _ own: RehearsalTLS, isTLS: Bool
  ) -> [OtherWay] {
    // Any version and cipher, and no key: what is wanted is an answer.
    let open = try? TLSClient(showing: nil)
    switch tls?.outcome {
    case .refused(let words)?:
      guard let open else { return [] }
      return [
        OtherWay(client: open, meaning: .noCommonTLS, detail: "\(own.limits) was offered: \(words)")
      ]
    case .notTLS?, .closed?: return [OtherWay(client: nil, meaning: .withoutTLS, detail: "")]
    case .secured?, .timedOut?: return []
    case nil:
      guard !isTLS, let open, path.outcome == .stranger || path.outcome == .closed else {
        return []
      }
      return [OtherWay(client: open, meaning: .withinTLS, detail: "")]
    }
  }
}
