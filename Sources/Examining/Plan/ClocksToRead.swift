import Diagnosis
import Evidence
import FlinkConfiguration
import Probes

/// The REST endpoints whose clock is the JobManager's.
///
/// None behind TLS, of which the clock's probe has no part.
func clocksToRead(_ exam: Examination) -> [ClockPlan.Endpoint] {
  if exam.setting("security.ssl.rest.enabled")?.text.lowercased() == "true" { return [] }
  return exam.peerPorts.filter { $0.role == .rest }.flatMap { peer in
    peer.ports.map { ClockPlan.Endpoint(host: peer.host, port: $0) }
  }
}
