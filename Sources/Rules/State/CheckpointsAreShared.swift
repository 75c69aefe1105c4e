package import Diagnosis
import FlinkConfiguration

/// Every TaskManager writes its part of a checkpoint, and any of them may have to read it.
package struct CheckpointsAreShared: Rule {
  package static let card = RuleCard(
    id: "FD6201", name: "checkpoints-are-shared", severity: .error,
    title: "Checkpoints and savepoints are written where all machines find them",
    why: """
      With a path of the machine's own each TaskManager writes its part to its own disk, and the \
      JobManager the metadata to another: checkpoints succeed or fail with `Failed to create \
      directory for shared state`, and a restore on another machine ends with FileNotFoundException. \
      file: is right on one machine, or on a mount that all share.
      """,
    fix: "Write a path in HDFS, in an object store or on a shared mount.",
    sources: [
      "CheckpointingOptions.CHECKPOINTS_DIRECTORY: \"must be accessible from all participating processes/nodes\"",
      "FLINK-27570",
    ],
    examples: [
      .finding("state.checkpoints.dir: ↓file:///tmp/checkpoints", seen: [.topology(.several)]),
      .finding("state.checkpoints.dir: ↓/data/checkpoints", .warning, seen: [.topology(.several)]),
      .finding("state.savepoints.dir: ↓file:///tmp/savepoints", .warning),
      .finding(
        "execution.checkpointing.dir: ↓file:///tmp/c", version: FlinkVersion(2, 0),
        seen: [.topology(.several)]),
      .healthy("state.checkpoints.dir: hdfs:///flink/checkpoints", seen: [.topology(.several)]),
      .healthy("state.checkpoints.dir: s3://bucket/checkpoints", seen: [.topology(.several)]),
      .healthy("state.checkpoints.dir: file:///tmp/checkpoints", seen: [.topology(.single)]),
      .healthy("state.checkpoints.dir: file:///mnt/nfs/checkpoints"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    let isNew = exam.isFrom(FlinkVersion(1, 20))
    let options = [
      isNew ? "execution.checkpointing.dir" : "state.checkpoints.dir",
      isNew ? "execution.checkpointing.savepoint-dir" : "state.savepoints.dir",
    ]
    return options.compactMap { option in
      guard let directory = exam.setting(option) else { return nil }
      return exam.severityOfLocalPath(directory).map { .local(directory, $0) } ?? directory.passed
    }
  }
}

extension Verdict {
  fileprivate static func local(_ directory: Setting, _ severity: Severity) -> Verdict {
    directory.finding(
      severity,
      """
      \(directory.key) is \(directory.text), a path on each machine's own disk unless something \
      shared is mounted there: a job that restarts elsewhere does not find its state.
      """,
      fix: Fix("\(directory.key): hdfs:///flink/checkpoints, s3://bucket/…, or a shared mount"),
      explains: [.stateLost])
  }
}
