package import Diagnosis
package import Evidence

extension Examination {
  /// Whether a Flink process of this kind runs on this machine, as far as it could be seen.
  package func runsHere(_ role: ProcessEvidence.Role) -> Bool {
    (evidence.processes?.here ?? []).contains { $0.role == role }
  }
}
