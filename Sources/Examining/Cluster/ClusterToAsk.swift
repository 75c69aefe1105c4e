import Diagnosis
import Evidence
import FlinkConfiguration
import Probes

/// The REST endpoints of a configuration's cluster, under every version that is still possible; nil
/// where nothing names one.
///
/// Where none should be running, one that does tells its time and no more.
///
/// Nothing secret is sent to them, so that any certificate will do: whom to trust is for the rules
/// about stores.
func clusterToAsk(_ exam: Examination) -> ClusterTarget? {
  let isTLS = exam.tlsSwitch(.rest) != nil
  var endpoints: [RESTEndpoint] = []
  var versioned = exam
  for version in exam.versions.versions {
    versioned.version = version
    for peer in versioned.peerPorts where peer.role == .rest {
      for port in peer.ports {
        let endpoint = RESTEndpoint(isTLS: isTLS, host: peer.host, port: port)
        if !endpoints.contains(endpoint) { endpoints.append(endpoint) }
      }
    }
  }
  guard !endpoints.isEmpty else { return nil }
  var target = ClusterTarget(
    endpoints, trust: RESTTrust(.anybody, keyStore: isTLS ? restKeyStore(exam) : nil))
  target.extent = exam.expectation == .up ? .all : .clocks
  return target
}

/// The key that this node's processes show to REST where it asks for one.
private func restKeyStore(_ exam: Examination) -> StoreTarget? {
  guard exam.text("security.ssl.rest.authentication-enabled")?.lowercased() == "true",
    let key = exam.tlsSetting(.rest, "keystore")?.key,
    let store = storesToLookAt(exam).first(where: { $0.key == key })
  else { return nil }
  return store
}
