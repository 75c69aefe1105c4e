package import Diagnosis

extension JobManagerEndpoint {
  /// What others see when they end up elsewhere: a refused port, and no JobManager.
  package var missed: Set<Symptom> {
    Set(ports.map { Symptom.unreachable(host: host, port: $0) }).union([.jobManagerNotFound])
  }
}
