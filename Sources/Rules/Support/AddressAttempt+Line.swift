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

extension AddressSelectionEvidence {
  /// Those that got as far as the JobManager's machine, and the own name's, however it ended.
  package var tellingAttempts: [Attempt] {
    attempts.filter { $0.outcome != .impossible || $0.source == localHost.address }
  }
}
