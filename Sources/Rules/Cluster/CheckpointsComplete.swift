package import Diagnosis
import Evidence

/// Without a fresh checkpoint a failure costs all the work since the last one.
package struct CheckpointsComplete: Rule {
  package static let card = RuleCard(
    id: "FD8204", name: "checkpoints-complete", severity: .warning,
    title: "The checkpoints of running jobs complete",
    why: """
      A job whose checkpoints fail or run out of time goes on as if nothing were wrong; when it \
      restarts it goes back to the last one that completed. Beyond \
      execution.checkpointing.tolerable-failed-checkpoints it fails over them.
      """,
    fix: "See why they fail: the storage, the timeout, or a task that does not keep up.",
    sources: ["/jobs/:id/checkpoints and its config: run for 1.12 to 2.3"],
    examples: [
      .finding(
        "",
        seen: [
          .job("RUNNING") {
            var checkpoints = JobCheckpoints(completed: 3, failed: 4, failedInARow: 4)
            checkpoints.intervalMs = 60_000
            checkpoints.latestFailed = .init(
              id: 7, triggeredMs: ClusterEvidence.exampleNow - 60_000,
              failure: "Checkpoint expired before completing.")
            $0.checkpoints = checkpoints
          }
        ]),
      .finding(
        "",
        seen: [
          .job("RUNNING") {
            var checkpoints = JobCheckpoints(completed: 3, inProgress: 1)
            checkpoints.intervalMs = 60_000
            checkpoints.timeoutMs = 120_000
            checkpoints.latestCompleted = .init(
              id: 3, triggeredMs: ClusterEvidence.exampleNow - 1_000_000,
              acknowledgedMs: ClusterEvidence.exampleNow - 990_000)
            $0.checkpoints = checkpoints
          }
        ]),
      .healthy(
        "",
        seen: [
          .job("RUNNING") {
            var checkpoints = JobCheckpoints(completed: 3, failed: 1)
            checkpoints.intervalMs = 60_000
            checkpoints.timeoutMs = 600_000
            checkpoints.latestCompleted = .init(
              id: 3, triggeredMs: ClusterEvidence.exampleNow - 61_000,
              acknowledgedMs: ClusterEvidence.exampleNow - 60_000)
            $0.checkpoints = checkpoints
          }
        ]),
      .healthy("", seen: [.job("RUNNING") { $0.checkpoints = JobCheckpoints() }]),
      .healthy("", seen: [.cluster()]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let cluster = exam.cluster, let jobs = cluster.jobs else { return [] }
    let now = cluster.likelyNowMs
    return jobs.filter { $0.state == "RUNNING" }.compactMap { job in
      guard let checkpoints = job.checkpoints, let interval = checkpoints.intervalMs else {
        return nil
      }
      if checkpoints.failedInARow >= 2 { return .fail(job, checkpoints) }
      // A job that has just started has none yet.
      let last =
        checkpoints.latestCompleted.map { $0.acknowledgedMs ?? $0.triggeredMs } ?? job.startedMs
      let patience = 2 * interval + min(checkpoints.timeoutMs ?? 0, 1_800_000)
      return now - last > patience
        ? .stall(job, checkpoints, now - last) : Verdict(.passed, subject: job.subject)
    }
  }
}

extension Verdict {
  fileprivate static func fail(_ job: ClusterJob, _ checkpoints: JobCheckpoints) -> Verdict {
    let why = checkpoints.latestFailed?.failure.map { ": \($0.cut(to: 200).withoutStop)" } ?? ""
    return Verdict(
      .finding(.warning), subject: job.subject,
      message: """
        The last \(checkpoints.failedInARow) checkpoints of the job \(job.described) failed\(why). \
        A restart goes back to \(checkpoints.back).
        """,
      evidence: checkpoints.lines(of: job),
      fix: Fix(
        why.contains("expired")
          ? "look for back-pressure and for tasks that stand still in the web interface; a longer "
            + "execution.checkpointing.timeout, or execution.checkpointing.unaligned: true"
          : "look at the TaskManagers' logs at that time, and whether state.checkpoints.dir can be "
            + "written from each of them"),
      shows: [.stateLost])
  }

  fileprivate static func stall(
    _ job: ClusterJob, _ checkpoints: JobCheckpoints, _ age: Int64
  ) -> Verdict {
    Verdict(
      .finding(.warning), subject: job.subject,
      message: """
        No checkpoint of the job \(job.described) has completed for \(LogTime.length(age)), though \
        one is due every \(TimeText.of(checkpoints.intervalMs ?? 0)). A restart goes back to \
        \(checkpoints.back).
        """,
      evidence: checkpoints.lines(of: job),
      fix: Fix("look for back-pressure and for tasks that stand still in the web interface"),
      shows: [.stateLost])
  }
}

extension JobCheckpoints {
  fileprivate var back: String {
    latestCompleted.map { done in
      let time = UnixTime.text(ofMilliseconds: done.acknowledgedMs ?? done.triggeredMs)
      return "checkpoint \(done.id) of \(time)"
    } ?? "its very beginning: none has completed"
  }

  fileprivate func lines(of job: ClusterJob) -> [EvidenceLine] {
    var text = "\(completed) completed, \(failed) failed, \(inProgress) in progress"
    if let latestCompleted { text += "; last completed \(latestCompleted.id)" }
    if let latestFailed { text += "; last failed \(latestFailed.id)" }
    return [EvidenceLine(source: "REST /jobs/\(job.id)/checkpoints", text: text)]
  }
}
