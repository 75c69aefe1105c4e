package import Diagnosis
import Evidence
import FlinkConfiguration

/// State that is kept in the JobManager goes there within messages, which have a largest size.
package struct CheckpointsFitFrames: Rule {
  package static let card = RuleCard(
    id: "FD8205", name: "checkpoints-fit-frames", severity: .warning,
    title: "State that travels within messages stays well below the frame size",
    why: """
      With JobManagerCheckpointStorage, the default, each task sends its state to the JobManager in \
      the message that acknowledges a checkpoint. One that outgrows the frame size is dropped, \
      which only the TaskManager's log tells: the checkpoint runs out of time, and after a failure \
      the job cannot be restored. A state above 5 MB is refused by the task itself.
      """,
    fix:
      "Write state.checkpoints.dir (execution.checkpointing.dir from 2.0), shared by all machines.",
    sources: [
      "run for 1.12 and 1.20: a state of 6 MB is refused; for 1.20: with a frame of 5 MB messages of 7 MB are dropped",
      "/jobs/:id/checkpoints: state_size; /jobs/:id/checkpoints/config: checkpoint_storage",
    ],
    examples: [
      .finding(
        "",
        seen: [
          .job("RUNNING") {
            var checkpoints = JobCheckpoints(completed: 3)
            checkpoints.storage = "JobManagerCheckpointStorage"
            checkpoints.latestCompleted = .init(id: 3, stateBytes: 18_000_000)
            $0.parallelism = 2
            $0.checkpoints = checkpoints
          }
        ]),
      .healthy(
        "",
        seen: [
          .job("RUNNING") {
            var checkpoints = JobCheckpoints(completed: 3)
            checkpoints.storage = "FileSystemCheckpointStorage"
            checkpoints.latestCompleted = .init(id: 3, stateBytes: 18_000_000)
            $0.checkpoints = checkpoints
          }
        ]),
      .healthy(
        "",
        seen: [
          .job("RUNNING") {
            var checkpoints = JobCheckpoints(completed: 3)
            checkpoints.backend = "MemoryStateBackend"
            checkpoints.latestCompleted = .init(id: 3, stateBytes: 18_000)
            $0.checkpoints = checkpoints
          }
        ]),
      .healthy("", seen: [.cluster()]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let cluster = exam.cluster, let jobs = cluster.jobs else { return [] }
    let running = exam.asRunning ?? exam
    guard let text = running.text(running.rpcOption("framesize")),
      let frame = try? FrameSize.parse(text, version: running.version)
    else { return [] }
    return jobs.filter { $0.state == "RUNNING" }.compactMap { job in
      guard let checkpoints = job.checkpoints, checkpoints.travelsInMessages,
        let last = checkpoints.latestCompleted, let bytes = last.stateBytes
      else { return nil }
      // How it is spread over the tasks is not told: at best evenly.
      let ofOne = bytes / Int64(max(1, job.parallelism ?? 1))
      return ofOne > Int64(frame.accepted) / 2
        ? .outgrows(job, last.id, bytes, ofOne, Int64(frame.accepted), exam.rpcOption("framesize"))
        : Verdict(.passed, subject: job.subject)
    }
  }
}

extension JobCheckpoints {
  fileprivate var travelsInMessages: Bool {
    storage.map { $0.hasPrefix("JobManager") } ?? (backend == "MemoryStateBackend")
  }
}

extension Verdict {
  fileprivate static func outgrows(
    _ job: ClusterJob, _ id: Int, _ bytes: Int64, _ ofOne: Int64, _ frame: Int64, _ option: String
  ) -> Verdict {
    Verdict(
      .finding(.warning), subject: job.subject,
      message: """
        Checkpoint \(id) of the job \(job.described) has \(bytes) bytes of state, at least \(ofOne) \
        for one task, and it goes to the JobManager within messages of at most \(frame) bytes \
        (\(option)). As it grows, the messages are dropped, and checkpoints run out of time.
        """,
      evidence: [
        EvidenceLine(source: "REST /jobs/\(job.id)/checkpoints", text: "state_size \(bytes)")
      ],
      fix: Fix(
        "state.checkpoints.dir: hdfs:///flink/checkpoints, s3://bucket/…, or a shared mount "
          + "(execution.checkpointing.dir from 2.0)"),
      explains: [.stateLost])
  }
}
