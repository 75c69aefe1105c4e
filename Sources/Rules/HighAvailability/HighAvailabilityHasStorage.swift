package import Diagnosis
import FlinkConfiguration

/// High availability keeps its job graphs and checkpoint metadata in `high-availability.storageDir`.
package struct HighAvailabilityHasStorage: Rule {
  package static let card = RuleCard(
    id: "FD6102", name: "high-availability-has-storage", severity: .error,
    title: "high-availability.storageDir is set where high availability is on",
    why: """
      ZooKeeper and Kubernetes hold only pointers; the job graphs and the checkpoints' metadata lie \
      in high-availability.storageDir. Without it no process starts: `Configuration is missing the \
      mandatory parameter: Key: 'high-availability.storageDir'`.
      """,
    fix: "Write `high-availability.storageDir: <a path that all JobManagers share>`.",
    sources: [
      "HighAvailabilityServicesUtils#getClusterHighAvailableStoragePath, run for 1.12 to 2.3"
    ],
    examples: [
      .finding("high-availability: ↓zookeeper\nhigh-availability.zookeeper.quorum: zk1:2181"),
      .finding(
        "high-availability.type: ↓kubernetes\nkubernetes.cluster-id: c1",
        version: FlinkVersion(1, 20)),
      .healthy("high-availability: zookeeper\nhigh-availability.storageDir: hdfs:///flink/ha"),
      .healthy(
        "high-availability: zookeeper\nrecovery.zookeeper.storageDir: hdfs:///flink/ha"),
      .healthy("high-availability: none"),
      .healthy("high-availability: com.example.Factory"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let mode = exam.highAvailabilitySetting,
      exam.highAvailability == .zookeeper || exam.highAvailability.isKubernetes
    else { return [] }
    if let storage = exam.setting("high-availability.storageDir"), !storage.text.isEmpty {
      return [storage.passed]
    }
    return [.missing(mode)]
  }
}

extension Verdict {
  fileprivate static func missing(_ mode: Setting) -> Verdict {
    mode.finding(
      .error,
      """
      \(mode.key) is \(mode.text) and high-availability.storageDir is not set: no process starts \
      (`Configuration is missing the mandatory parameter: Key: 'high-availability.storageDir'`).
      """,
      fix: Fix(
        "high-availability.storageDir: hdfs:///flink/ha (any path that all JobManagers share)"),
      explains: [.doesNotStart(.jobManager), .doesNotStart(.taskManager), .jobManagerNotFound],
      keepsFromStarting: true)
  }
}
