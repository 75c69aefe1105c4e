import Diagnosis
import Evidence
import FlinkConfiguration
import Probes
import Remoting

/// Of the ports that are dialled, those where an actor system must answer, and how it is asked.
///
/// Under every version that is still possible; where both Akka and Pekko are, neither is guessed.
func remotingToAsk(_ exam: Examination, _ ports: [PortTarget]) -> [RemotingTarget] {
  let schemes = Set(exam.versions.versions.map(RemotingScheme.init(of:)))
  let own = schemes.count == 1 ? schemes.first : nil
  let rest = exam.plainRestPort
  return ports.filter { $0.role == .jobManagerRpc || $0.role == .taskManagerRpc }.map { port in
    RemotingTarget(
      port: port,
      // One of the other kind does not answer; asked in its own scheme it shows what it is.
      schemes: own.map { scheme in [scheme] + RemotingScheme.allCases.filter { $0 != scheme } }
        ?? [],
      restPort: rest?.host == port.host ? rest?.port : nil,
      isTLS: exam.hasRpcTLS, tls: exam.rpcKeys, frameSize: exam.frameSize)
  }
}

extension RemotingScheme {
  /// Flink 1.18 went from Akka to Pekko.
  init(of version: FlinkVersion) {
    self = version < FlinkVersion(1, 18) ? .akka : .pekko
  }
}

extension Examination {
  /// Where REST answers without TLS.
  fileprivate var plainRestPort: (host: String, port: Int)? {
    guard tlsSwitch(.rest) == nil,
      let rest = peerPorts.first(where: { $0.role == .rest }), let port = rest.ports.first
    else { return nil }
    return (rest.host, port)
  }

  /// Inside TLS, unless RPC is told to be none of it.
  var hasRpcTLS: Bool { isInsideTLS(unless: rpcOption("ssl.enabled")) }

  /// The keys for it, where it is on.
  var rpcKeys: TLSKeys? { hasRpcTLS ? tlsKeys(.internal) : nil }

  /// The keys of one of the two parts, where its key store can be looked at.
  func tlsKeys(_ part: TLSPart, trusting trust: TLSKeys.Trust? = nil) -> TLSKeys? {
    let key = tlsSetting(part, "keystore")?.key
    guard let store = storesToLookAt(self).first(where: { $0.key == key }) else { return nil }
    return TLSKeys(
      keyStore: store, protocols: text("security.ssl.protocol") ?? "",
      algorithms: text("security.ssl.algorithms") ?? "", trust: trust)
  }

  var frameSize: Int? {
    guard let text = text(rpcOption("framesize")),
      let size = try? FrameSize.parse(text, version: version)
    else {
      return nil
    }
    return Int(size.accepted)
  }
}
