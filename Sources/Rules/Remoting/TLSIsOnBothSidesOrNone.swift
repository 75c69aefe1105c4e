package import Diagnosis
import Evidence
import FlinkConfiguration

/// TLS between Flink's processes is switched on everywhere or nowhere.
package struct TLSIsOnBothSidesOrNone: Rule {
  package static let card = RuleCard(
    id: "FD3204", name: "tls-is-on-both-sides-or-none", severity: .error,
    title: "Both ends of the RPC speak TLS, or neither does",
    why: """
      With security.ssl.internal.enabled on one side only, each takes the other's first bytes for \
      garbage and closes: `NotSslRecordException: not an SSL/TLS record` where TLS is on, \
      `TooLongFrameException: Adjusted frame length exceeds 10485760: 369295622` or `failed with \
      null` where it is off. TaskManagers never register.
      """,
    fix: """
      Give security.ssl.internal.enabled the same value on every node, with the same key store and \
      trust store where it is true.
      """,
    sources: [
      "org.apache.flink.runtime.net.SSLUtils#isInternalSSLEnabled, measured on 1.12.5 and 1.20.5"
    ],
    examples: [
      .finding("jobmanager.rpc.address: ↓jm1", seen: [.remoting("jm1", 6123, .tls, waitedMs: 4)]),
      .finding(
        "jobmanager.rpc.address: jm1\nsecurity.ssl.internal.enabled: ↓false",
        seen: [.remoting("jm1", 6123, .tls, waitedMs: 4)]),
      .finding(
        "jobmanager.rpc.address: jm1\nsecurity.ssl.internal.enabled: ↓true",
        seen: [.remoting("jm1", 6123)]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.remoting("jm1", 6123)]),
      .healthy(
        "jobmanager.rpc.address: jm1\nsecurity.ssl.internal.enabled: true",
        seen: [.remoting("jm1", 6123, .tls, waitedMs: 4)]),
      .healthy(
        "jobmanager.rpc.address: jm1\nsecurity.ssl.internal.enabled: true",
        seen: [.remoting("jm1", 6123) { $0.transport = "ssl.tcp" }]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.dial("jm1", 6123, .open)]),
      .unknown(
        "jobmanager.rpc.address: jm1",
        seen: [.probed("jm1", 6123), .remoting("jm1", 6123, .tls, waitedMs: 4)]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    let own = exam.tlsSwitch(.internal)
    return exam.remotingPeers.map { peer in
      switch peer.answer.outcome {
      case .tls where own == nil && exam.evidence.probed?.hasConfiguration == false:
        peer.unknown("it speaks TLS; give the configuration with its keys: --conf PATH")
      case .tls where own == nil: .onlyThere(peer, exam.setting("security.ssl.internal.enabled"))
      case .associated where peer.answer.transport == "tcp":
        own.map { .onlyHere(peer, $0) } ?? peer.passed
      default: peer.passed
      }
    }
  }
}

extension Symptom {
  fileprivate static let unlikeInTLS = Symptom.unlike(what: "security.ssl.internal.enabled")
}

extension Verdict {
  fileprivate static func onlyThere(_ peer: RemotingSeen, _ off: Setting?) -> Verdict {
    peer.finding(
      .error,
      """
      The \(peer.title) at \(peer.place) speaks TLS, and this configuration has it off: it closes \
      every plain connection, and nothing registers.
      """,
      fix: off?.replaced(by: "true")
        ?? Fix(
          "security.ssl.internal.enabled: true, with the cluster's security.ssl.internal.keystore, "
            + "security.ssl.internal.truststore and their passwords"),
      at: off, shows: peer.path.symptoms.union([.unlikeInTLS]), explains: peer.missed)
  }

  fileprivate static func onlyHere(_ peer: RemotingSeen, _ on: Setting) -> Verdict {
    peer.finding(
      .error,
      """
      The \(peer.title) at \(peer.place) speaks plain remoting, and this configuration has TLS on: \
      it closes every connection of this node's processes, and nothing registers.
      """,
      fix: Fix(
        "\(on.key): true in the configuration of \(peer.answer.host) too (with its stores), or "
          + "false here"),
      at: on, shows: peer.path.symptoms.union([.unlikeInTLS]), explains: peer.missed)
  }
}
