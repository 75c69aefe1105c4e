import Diagnosis
import Evidence
import FlinkConfiguration
import Probes

/// The REST endpoints of a configuration's cluster; nil where nothing names one.
///
/// Nothing secret is sent to them, so that any certificate will do: whom to trust is for the rules
/// about stores.
func clusterToAsk(_ exam: Examination) -> ClusterTarget? {
  let isTLS = exam.tlsSwitch(.rest) != nil
  var endpoints: [RESTEndpoint] = []
  for peer in exam.peerPorts where peer.role == .rest {
    for port in peer.ports {
      let endpoint = RESTEndpoint(isTLS: isTLS, host: peer.host, port: port)
      if !endpoints.contains(endpoint) { endpoints.append(endpoint) }
    }
  }
  guard !endpoints.isEmpty, exam.expectation == .up else { return nil }
  return ClusterTarget(
    endpoints, trust: RESTTrust(.anybody, keyStore: isTLS ? restKeyStore(exam) : nil))
}

/// The key that this node's processes show to REST where it asks for one.
private func restKeyStore(_ exam: Examination) -> StoreTarget? {
  guard exam.text("security.ssl.rest.authentication-enabled")?.lowercased() == "true",
    let key = exam.tlsSetting(.rest, "keystore")?.key,
    let store = storesToLookAt(exam).first(where: { $0.key == key })
  else { return nil }
  return store
}
