import Diagnosis
import Evidence
import Probes

/// The ports that this node's processes must reach.
///
/// Where the deployer names the JobManager itself, none.
func portsToDial(_ exam: Examination) -> [PortTarget] {
  guard let endpoint = exam.jobManagerEndpoint else { return [] }
  return endpoint.ports.map {
    PortTarget(host: endpoint.host, port: $0, role: .jobManagerRpc)
  }
}
