package import Diagnosis
import Evidence

/// Checkpoints and leader information are written to servers that the configuration names.
package struct StorageAnswers: Rule {
  package static let card = RuleCard(
    id: "FD3008", name: "storage-answers", severity: .warning,
    title: "The servers of the storage that the configuration names can be reached",
    why: """
      JobManagers and TaskManagers write to it by themselves. Where one of them does not get there, \
      checkpoints fail or time out, and a JobManager with high availability does not start.
      """,
    fix: "Correct host and port in the URI, or open the port for every node of the cluster.",
    sources: ["FileSystem#get", "CheckpointingOptions.CHECKPOINTS_DIRECTORY"],
    examples: [
      .finding("state.checkpoints.dir: ↓hdfs://nn1:8020/c", seen: [.dial("nn1", 8020, .refused)]),
      .finding("s3.endpoint: ↓http://minio:9000", seen: [.dial("minio", 9000, .dropped)]),
      .healthy("state.checkpoints.dir: hdfs://nn1:8020/c", seen: [.dial("nn1", 8020, .open)]),
      .healthy("state.checkpoints.dir: hdfs://nameservice/c", seen: [.name("jm1", .notFound)]),
      .healthy("state.checkpoints.dir: file:///mnt/c", seen: [.name("jm1", .notFound)]),
      .unknown("state.checkpoints.dir: hdfs://nn1:8020/c", seen: [.name("nn1", .notFound)]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    exam.judgePaths(to: .storage) { .closed($0) }
  }
}

extension Verdict {
  fileprivate static func closed(_ path: PathSeen) -> Verdict {
    path.finding(
      .warning,
      """
      \(path.peer.key) names \(path.peer.host), whose port \(path.place) \(path.said). What is \
      written there from here fails.
      """,
      fix: path.outcome == .refused
        ? "start the service on \(path.peer.host), or correct the port in \(path.peer.key)"
        : path.opening, explains: [.stateLost])
  }
}
