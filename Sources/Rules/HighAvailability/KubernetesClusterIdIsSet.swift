package import Diagnosis
import FlinkConfiguration

/// Kubernetes high availability names its ConfigMaps after `kubernetes.cluster-id`.
package struct KubernetesClusterIdIsSet: Rule {
  package static let card = RuleCard(
    id: "FD6107", name: "kubernetes-cluster-id-is-set", severity: .error,
    title: "kubernetes.cluster-id is set where Kubernetes holds the leaders",
    why: """
      Leaders are kept in ConfigMaps that are named after kubernetes.cluster-id. Without it no \
      process starts: `Configuration option 'kubernetes.cluster-id' is not set`.
      """,
    fix: "Write `kubernetes.cluster-id: <a name of its own for each cluster>`.",
    sources: ["KubernetesHaServicesFactory, run for 1.12 to 2.3"],
    examples: [
      .finding(
        "high-availability: ↓kubernetes\nhigh-availability.storageDir: s3://b/ha",
        seen: [.deployment(.kubernetes)]),
      .healthy(
        "high-availability: kubernetes\nkubernetes.cluster-id: c1",
        seen: [.deployment(.kubernetes)]),
      .healthy("high-availability: kubernetes", seen: [.deployment(.kubernetesNative)]),
      .healthy("high-availability: zookeeper"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard exam.highAvailability.isKubernetes, let mode = exam.highAvailabilitySetting else {
      return []
    }
    if let id = exam.setting("kubernetes.cluster-id"), !id.text.isEmpty { return [id.passed] }
    if exam.deployment == .kubernetesNative {
      return [mode.skipped("native Kubernetes makes up a cluster id where none is set")]
    }
    return [.missing(mode)]
  }
}

extension Verdict {
  fileprivate static func missing(_ mode: Setting) -> Verdict {
    mode.finding(
      .error,
      """
      \(mode.key) is \(mode.text) and kubernetes.cluster-id is not set: no process starts \
      (`Configuration option 'kubernetes.cluster-id' is not set`).
      """,
      fix: Fix("kubernetes.cluster-id: <a name of its own for each cluster>"),
      explains: [.doesNotStart(.jobManager), .doesNotStart(.taskManager), .jobManagerNotFound],
      keepsFromStarting: true)
  }
}
