import Diagnosis
import Evidence

extension RemotingEvidence {
  /// What verdicts about it are about.
  var subject: String { "peer:\(host):\(port)" }

  /// `jm1:6123`.
  var place: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

  var peer: Peer { Peer(host: host, address: address, port: port) }

  /// What became of TLS.
  var tlsLine: EvidenceLine {
    let words =
      switch tls?.outcome {
      case .secured?: "handshake done, \(tls?.version ?? "TLS")"
      case .refused?: "handshake refused: \(tls?.error ?? "no reason given")"
      case .notSpoken?: "no TLS came back on a ClientHello"
      case .closed?: "the connection was closed on a ClientHello"
      case .silent?: "no answer to a ClientHello"
      case nil: outcome == .tls ? "TLS came back on a plain handshake" : "answered in plain"
      }
    return EvidenceLine(source: "TLS to \(address) port \(port)", text: words)
  }
}
