package import Diagnosis
import FlinkConfiguration

/// Two standalone clusters with one ZooKeeper and the default cluster id are one cluster to it.
package struct ClusterIdIsTheClustersOwn: Rule {
  package static let card = RuleCard(
    id: "FD6109", name: "cluster-id-is-the-clusters-own", severity: .info,
    title: "A standalone cluster has a high-availability.cluster-id of its own",
    why: """
      Leaders and jobs lie in ZooKeeper under high-availability.zookeeper.path.root and \
      high-availability.cluster-id. Both have defaults (`/flink/default`), and a second cluster \
      with the same ZooKeeper takes the first one's leader and jobs.
      """,
    fix: "Write `high-availability.cluster-id: /<name of this cluster>`.",
    sources: [
      "HighAvailabilityOptions.HA_CLUSTER_ID: \"needs to be set for standalone clusters\""
    ],
    examples: [
      .finding("high-availability: ↓zookeeper\nhigh-availability.zookeeper.quorum: zk1"),
      .healthy("high-availability: zookeeper\nhigh-availability.cluster-id: /prod"),
      .healthy("high-availability: zookeeper\nhigh-availability.zookeeper.path.root: /flink-prod"),
      .healthy("high-availability: zookeeper", seen: [.deployment(.yarn)]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard exam.highAvailability == .zookeeper, let mode = exam.highAvailabilitySetting,
      exam.deployment != .yarn, exam.deployment != .kubernetesNative
    else { return [] }
    for option in ["high-availability.cluster-id", "high-availability.zookeeper.path.root"] {
      if let own = exam.setting(option) { return [own.passed] }
    }
    return [.shared(mode)]
  }
}

extension Verdict {
  fileprivate static func shared(_ mode: Setting) -> Verdict {
    mode.finding(
      .info,
      """
      high-availability.cluster-id is not set: a second cluster with the same ZooKeeper would take \
      this one's leader and jobs.
      """,
      fix: Fix("high-availability.cluster-id: /<name of this cluster>"))
  }
}
