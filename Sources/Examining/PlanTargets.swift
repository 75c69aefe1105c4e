package import Diagnosis
import FlinkConfiguration
package import Probes

/// What is looked up and dialled for a configuration; pure, so that it is tested without a network.
///
/// The JobManager's name and its RPC port, under every version that is still possible. Where the
/// deployer names the JobManager itself, nothing.
package func planTargets(_ exam: Examination) -> [ProbeTarget] {
  var targets: [ProbeTarget] = []
  var exam = exam
  for version in exam.versions.versions {
    exam.version = version
    guard let endpoint = exam.jobManagerEndpoint else { continue }
    // The name is worth a look-up even where no port is known.
    let ports = endpoint.ports.isEmpty ? [nil] : endpoint.ports.map(Optional.some)
    for port in ports {
      let target = ProbeTarget(host: endpoint.host, port: port, role: "JobManager RPC")
      if !targets.contains(target) { targets.append(target) }
    }
  }
  return targets
}
