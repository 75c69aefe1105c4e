package import Diagnosis
import FlinkConfiguration

/// A standby on another machine must find what the leader wrote.
package struct HighAvailabilityStorageIsShared: Rule {
  package static let card = RuleCard(
    id: "FD6103", name: "high-availability-storage-is-shared", severity: .error,
    title: "high-availability.storageDir is a place that all JobManagers share",
    why: """
      After a failover the new leader reads job graphs and checkpoint metadata from \
      high-availability.storageDir. On a disk of the old leader's machine it finds nothing: \
      `FileNotFoundException`, and the jobs are not recovered. A path that begins with file: is \
      right only on a mount that all machines share.
      """,
    fix: "Write a path in HDFS, in an object store or on a shared mount.",
    sources: ["HighAvailabilityOptions.HA_STORAGE_PATH: \"must be accessible from all nodes\""],
    examples: [
      .finding(
        "high-availability: zookeeper\nhigh-availability.storageDir: ↓file:///tmp/flink/ha",
        seen: [.topology(.several)]),
      .finding(
        "high-availability: zookeeper\nhigh-availability.storageDir: ↓/data/flink/ha", .warning,
        seen: [.topology(.several)]),
      .finding(
        "high-availability: zookeeper\nhigh-availability.storageDir: ↓file:///tmp/ha", .warning),
      .healthy(
        "high-availability: zookeeper\nhigh-availability.storageDir: hdfs:///flink/ha",
        seen: [.topology(.several)]),
      .healthy(
        "high-availability: zookeeper\nhigh-availability.storageDir: /flink/ha\n"
          + "fs.default-scheme: hdfs://nn:8020", seen: [.topology(.several)]),
      .healthy(
        "high-availability: zookeeper\nhigh-availability.storageDir: file:///tmp/ha",
        seen: [.topology(.single)]),
      .healthy("high-availability.storageDir: file:///tmp/ha", seen: [.topology(.several)]),
      .healthy("high-availability: zookeeper\nhigh-availability.storageDir: file:///mnt/nfs/ha"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard exam.highAvailability.isOn, let storage = exam.setting("high-availability.storageDir")
    else { return [] }
    guard let severity = exam.severityOfLocalPath(storage) else { return [storage.passed] }
    return [.local(storage, severity)]
  }
}

extension Verdict {
  fileprivate static func local(_ storage: Setting, _ severity: Severity) -> Verdict {
    storage.finding(
      severity,
      """
      \(storage.key) is \(storage.text), a path on each machine's own disk unless something \
      shared is mounted there: after a failover the new JobManager does not find the jobs.
      """,
      fix: Fix(
        "\(storage.key): hdfs:///flink/ha, s3://bucket/ha, or a mount that all machines share"),
      explains: [.stateLost])
  }
}
