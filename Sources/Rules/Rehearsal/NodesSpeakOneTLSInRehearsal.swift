package import Diagnosis
import Evidence
import FlinkConfiguration

/// Either both ends of a connection speak TLS or none does, with a version and a cipher of both.
package struct NodesSpeakOneTLSInRehearsal: Rule {
  package static let card = RuleCard(
    id: "FD3611", name: "nodes-speak-one-tls-in-rehearsal", severity: .error,
    title: "In the rehearsal all nodes speak TLS alike",
    why: """
      security.ssl.internal.enabled switches TLS on for RPC, data and blobs at once, and each of \
      these has a switch of its own beside it. Where one node speaks TLS and the other does not, the \
      one hangs up on the other: `not an SSL/TLS record` in the log of the one, and on the other \
      nothing, or a closed connection. Where both do and security.ssl.protocol or \
      security.ssl.algorithms leave them nothing in common, it is `handshake_failure` or \
      `protocol_version`.
      """,
    fix: "Give every node the same security.ssl.* lines.",
    sources: [
      "SSLUtils, NettyConfig#getSSLEnabled, BlobServer: run for 1.12.5 and 1.20.5 with TLS off on "
        + "one node and with ciphers of which none is in common"
    ],
    examples: [
      .finding(
        "security.ssl.internal.enabled: ↓true",
        seen: [
          .rehearsal {
            $0.paths = [.example("tm2", "jm1", .jobManagerRpc, .withinTLS, at: "10.0.0.1")]
          }
        ]),
      .finding(
        "security.ssl.internal.enabled: true\ntaskmanager.data.ssl.enabled: ↓true",
        seen: [
          .rehearsal {
            $0.paths = [.example("tm1", "tm2", .taskManagerData, .withoutTLS, at: "10.0.0.22")]
          }
        ]),
      .finding(
        "security.ssl.internal.enabled: true\nsecurity.ssl.algorithms: ↓TLS_AES_128_GCM_SHA256",
        seen: [
          .rehearsal {
            $0.paths = [.example("tm2", "jm1", .jobManagerRpc, .noCommonTLS, at: "10.0.0.1")]
          }
        ]),
      .healthy(
        "security.ssl.internal.enabled: true",
        seen: [
          .rehearsal {
            $0.paths = [.example("tm1", "jm1", .jobManagerRpc, .reached, at: "10.0.0.1")]
          }
        ]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let rehearsal = exam.evidence.rehearsal, rehearsal.ending != .notStarted else {
      return []
    }
    let failed = FailedWays.grouped(
      rehearsal.paths.filter { $0.isFlinks && $0.outcome.isOfTLS && $0.outcome != .distrusted })
    if failed.isEmpty {
      let isReached = rehearsal.paths.contains { $0.outcome == .reached }
      return exam.tlsSwitch(.internal) != nil && isReached
        ? [Verdict(.passed, subject: "rehearsal:tls")] : []
    }
    return failed.map { ways in
      ways.verdict(
        message: ways.message(exam), key: exam.key(ways.first), exam, fix: ways.fix(exam))
    }
  }
}

extension Examination {
  /// The switch, or the limit, that decides about such a port here; it may be set on the other node.
  fileprivate func key(_ path: RehearsedPath) -> String {
    if path.outcome == .noCommonTLS {
      return setting("security.ssl.algorithms") == nil && setting("security.ssl.protocol") != nil
        ? "security.ssl.protocol" : "security.ssl.algorithms"
    }
    let own = switchOfRole(path.role)
    return setting(own) == nil
      ? tlsSwitch(.internal)?.key ?? "security.ssl.internal.enabled" : own
  }

  fileprivate func switchOfRole(_ role: PortRole) -> String {
    switch role {
    case .taskManagerData: "taskmanager.data.ssl.enabled"
    case .blobServer: "blob.service.ssl.enabled"
    default: rpcOption("ssl.enabled")
    }
  }
}

extension FailedWays {
  fileprivate func message(_ exam: Examination) -> String {
    let verb = paths.count == 1 ? "speaks" : "speak"
    let effect =
      switch first.role {
      case .jobManagerRpc: "So no TaskManager registers from there"
      case .blobServer: "So tasks there fail as soon as they need a jar"
      case .taskManagerData: "So jobs whose tasks exchange data between the two fail"
      default: "So it cannot be dialled back"
      }
    switch first.outcome {
    case .withinTLS:
      return "\(sources) \(verb) no TLS, and \(first.to) at \(place) nothing else. \(effect)."
    case .withoutTLS:
      return "\(sources) \(verb) TLS, and \(first.to) at \(place) speaks none. \(effect)."
    default:
      return """
        \(sources) and \(first.to) at \(place) have no TLS version or cipher in common \
        (\(first.detail)\(own(exam))). \(effect).
        """
    }
  }

  /// What the one who was dialled takes, where that is this node.
  private func own(_ exam: Examination) -> String {
    guard exam.evidence.rehearsal?.machine == first.to else { return "" }
    return "; \(first.to) takes \(exam.text("security.ssl.protocol") ?? "") with "
      + (exam.text("security.ssl.algorithms") ?? "")
  }

  fileprivate func fix(_ exam: Examination) -> String {
    if first.outcome == .noCommonTLS {
      return "write the same security.ssl.protocol and security.ssl.algorithms on \(sources) and "
        + first.to
    }
    let lacking = first.outcome == .withinTLS ? sources : first.to
    return "on \(lacking) write security.ssl.internal.enabled: true, with the stores of the other "
      + "nodes, and no \(exam.switchOfRole(first.role)): false"
  }
}
