package import Diagnosis
import FlinkConfiguration

/// Without a directory checkpoints are kept in the JobManager's heap.
package struct CheckpointsHaveAPlace: Rule {
  package static let card = RuleCard(
    id: "FD6202", name: "checkpoints-have-a-place", severity: .info,
    title: "Where checkpoints are taken, a directory for them is set",
    why: """
      Without a directory every checkpoint lies in the JobManager's heap: it is gone when the \
      JobManager ends, a task's state must not exceed 5 MiB, and large acknowledgements run into \
      framesize.
      """,
    fix: "Write `state.checkpoints.dir` (from 1.20 `execution.checkpointing.dir`).",
    sources: ["org.apache.flink.runtime.state.storage.JobManagerCheckpointStorage"],
    examples: [
      .finding("execution.checkpointing.interval: ↓60 s"),
      .healthy("execution.checkpointing.interval: 60 s\nstate.checkpoints.dir: hdfs:///c"),
      .healthy("jobmanager.rpc.address: jm1"),
      .healthy("execution.checkpointing.interval: 60 s\nstate.checkpoint-storage: my.Storage"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let interval = exam.setting("execution.checkpointing.interval") else { return [] }
    let isNew = exam.isFrom(FlinkVersion(1, 20))
    let directory = exam.setting(isNew ? "execution.checkpointing.dir" : "state.checkpoints.dir")
    let storage =
      exam.setting(isNew ? "execution.checkpointing.storage" : "state.checkpoint-storage")
    let isElsewhere = storage.map { !["jobmanager", "filesystem"].contains($0.text.lowercased()) }
    return [directory != nil || isElsewhere == true ? interval.passed : .inHeap(interval, isNew)]
  }
}

extension Verdict {
  fileprivate static func inHeap(_ interval: Setting, _ isNew: Bool) -> Verdict {
    let key = isNew ? "execution.checkpointing.dir" : "state.checkpoints.dir"
    return interval.finding(
      .info,
      """
      Checkpoints are taken, but \(key) is not set: they lie in the JobManager's heap, and are gone \
      with it.
      """,
      fix: Fix("\(key): hdfs:///flink/checkpoints"), explains: [.stateLost])
  }
}
