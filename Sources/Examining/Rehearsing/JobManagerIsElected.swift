import Diagnosis
import FlinkConfiguration

/// High availability tells TaskManagers where the JobManager is; of a stand-in it knows nothing.
package struct JobManagerIsElected: Error, Sendable, Hashable, CustomStringConvertible {
  package let description: String

  /// nil where the configuration or `--jobmanager` says it.
  init?(_ exam: Examination) {
    guard exam.highAvailability.isOn, exam.leader == nil, exam.jobManagerIsNamedByDeployer == nil
    else { return nil }
    let endpoint = exam.jobManagerEndpoint
    let place = endpoint.flatMap { endpoint in endpoint.port.map { "\(endpoint.host):\($0)" } }
    description =
      "no JobManager: with high availability TaskManagers are told where it is by those who elect it, "
      + "who know nothing of a rehearsal; give --jobmanager HOST:PORT, the host of rehearse "
      + "jobmanager and the RPC port that it shows"
      + (place.map { " (by this configuration --jobmanager \($0))" } ?? "")
  }
}
