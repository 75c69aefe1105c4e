package import Diagnosis
import FlinkConfiguration

/// On YARN and native Kubernetes Flink gives each cluster its own id for its nodes in ZooKeeper.
package struct ClusterIdIsFlinksOwn: Rule {
  package static let card = RuleCard(
    id: "FD6108", name: "cluster-id-is-flinks-own", severity: .warning,
    title: "high-availability.cluster-id is left to Flink on YARN and native Kubernetes",
    why: """
      There Flink takes the application's or the cluster's own id. A fixed one in the file is \
      shared by every cluster that is started with it: they take each other's leaders and jobs \
      (`Fencing token mismatch`).
      """,
    fix: "Delete the line.",
    sources: [
      "HighAvailabilityOptions.HA_CLUSTER_ID", "YarnClusterDescriptor",
      "KubernetesClusterDescriptor",
    ],
    examples: [
      .finding(
        "high-availability: zookeeper\nhigh-availability.cluster-id: ↓/prod",
        seen: [.deployment(.yarn)]),
      .finding(
        "high-availability: zookeeper\nhigh-availability.cluster-id: ↓/prod",
        seen: [.deployment(.kubernetesNative)]),
      .healthy("high-availability: zookeeper\nhigh-availability.cluster-id: /prod"),
      .healthy("high-availability: zookeeper", seen: [.deployment(.yarn)]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard exam.highAvailability.isOn, let id = exam.setting("high-availability.cluster-id") else {
      return []
    }
    guard exam.deployment == .yarn || exam.deployment == .kubernetesNative else {
      return [id.passed]
    }
    return [.fixed(id)]
  }
}

extension Verdict {
  fileprivate static func fixed(_ id: Setting) -> Verdict {
    id.finding(
      .warning,
      """
      \(id.key) is fixed to \(id.text): every cluster that is started with this file shares its \
      leaders and its jobs, where Flink would give each an id of its own.
      """,
      fix: Fix("delete the line"))
  }
}
