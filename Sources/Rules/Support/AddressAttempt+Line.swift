package import Diagnosis
package import Evidence

extension AddressSelectionEvidence.Attempt {
  /// What was seen of one try to reach the JobManager.
  package var line: EvidenceLine {
    EvidenceLine(
      source: "from \(source)",
      text: "\(error ?? outcome.rawValue) after \(durationMs.asMilliseconds)")
  }
}
