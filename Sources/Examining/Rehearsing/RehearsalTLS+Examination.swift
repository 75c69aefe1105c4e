import Diagnosis
import Evidence
import FlinkConfiguration
import Probes
import Rehearsal
import Sockets

extension Examination {
  /// What of the rehearsal is inside TLS, as Flink has it; and which store stands in the way.
  func tlsToPlay(
    _ role: RehearsalEvidence.Role, _ missing: inout [String]
  ) async -> RehearsalTLS {
    let end = ContinuousClock.now.advanced(by: .seconds(10))
    var rest: TLSServer?
    if role == .jobManager, tlsSwitch(.rest) != nil {
      if let keys = tlsKeys(.rest), let sides = await tlsSides(keys, until: end) {
        rest = sides.server
      } else {
        missing.append("TLS is on for REST, and its key store does not open here")
      }
    }
    guard tlsSwitch(.internal) != nil else {
      return RehearsalTLS(
        client: nil, server: nil, roles: [], rest: rest, checksNames: false, limits: "",
        trust: ("", ""))
    }
    let (trust, words, key) = trustToPlay
    guard let keys = tlsKeys(.internal, trusting: trust),
      let sides = await tlsSides(keys, until: end)
    else {
      missing.append("TLS is on, and its key store does not open here")
      return .off
    }
    return RehearsalTLS(
      client: sides.client, server: sides.server, roles: rolesInsideTLS, rest: rest,
      // `SslContextBuilder#endpointIdentificationAlgorithm` of Netty 4.2, left at HTTPS.
      checksNames: version >= FlinkVersion(2, 3),
      limits: "\(keys.protocols) with \(keys.algorithms)", trust: (words, key))
  }

  /// Internal TLS covers RPC (`AkkaUtils`), data (`NettyConfig`) and blobs (`BlobServer`), each with
  /// a switch that is on unless somebody turns it off.
  private var rolesInsideTLS: Set<PortRole> {
    var roles: Set<PortRole> = []
    if hasRpcTLS { roles.formUnion([.jobManagerRpc, .taskManagerRpc]) }
    if isInsideTLS(unless: "taskmanager.data.ssl.enabled") { roles.insert(.taskManagerData) }
    if isInsideTLS(unless: "blob.service.ssl.enabled") { roles.insert(.blobServer) }
    return roles
  }

  /// What certificates are held against: a fingerprint where one is set, and then nothing else.
  private var trustToPlay: (TLSKeys.Trust, words: String, key: String) {
    if let pinned = pinnedCertificate {
      let all = pinned.text.split(separator: ",").map { TLSKeys.fingerprint(String($0)) }
      return (.fingerprints(all), pinned.text, pinned.key)
    }
    let key = tlsSetting(.internal, "truststore")?.key ?? "security.ssl.internal.truststore"
    let store = storesToLookAt(self).first { $0.key == key }
    return (store.map { .store($0) } ?? .unread, store?.path ?? "", key)
  }
}
