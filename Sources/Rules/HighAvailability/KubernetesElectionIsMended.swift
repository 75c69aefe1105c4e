package import Diagnosis
import FlinkConfiguration

/// 1.18.0 and 1.18.1 may stay without a leader for ever after a lost lease (FLINK-34007).
package struct KubernetesElectionIsMended: Rule {
  package static let card = RuleCard(
    id: "FD6113", name: "kubernetes-election-is-mended", severity: .info,
    title: "Kubernetes high availability runs on a Flink without FLINK-34007",
    why: """
      After a lost lease the JobManagers of 1.18.0 and 1.18.1 never take part in an election again: \
      jobs stay suspended until the pods are restarted. It is mended in 1.18.2.
      """,
    fix: "Upgrade to 1.18.2 or later.",
    sources: ["FLINK-34007"],
    versions: FlinkVersionRange(FlinkVersion(1, 18)),
    examples: [
      .finding("high-availability: ↓kubernetes", version: FlinkVersion(1, 18, patch: 1)),
      .healthy("high-availability: kubernetes", version: FlinkVersion(1, 18, patch: 2)),
      .healthy("high-availability: zookeeper", version: FlinkVersion(1, 18, patch: 1)),
      .healthy("high-availability: kubernetes", version: FlinkVersion(1, 18)),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard exam.highAvailability.isKubernetes, let mode = exam.highAvailabilitySetting else {
      return []
    }
    let patches = [exam.version.patch, exam.versions.from.patch].compactMap(\.self)
    guard let patch = patches.first, exam.versions.from == exam.versions.to, patch < 2 else {
      return []
    }
    return [.affected(mode, "1.18.\(patch)")]
  }
}

extension Verdict {
  fileprivate static func affected(_ mode: Setting, _ release: String) -> Verdict {
    mode.finding(
      .info,
      """
      Flink \(release) may stay without a leader after a lost Kubernetes lease, until its pods are \
      restarted (FLINK-34007).
      """,
      fix: Fix("upgrade to 1.18.2 or later"))
  }
}
