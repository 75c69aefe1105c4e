package import Diagnosis
import Evidence

/// A job that runs now and fails every few minutes does not do its work either.
package struct JobsKeepRunning: Rule {
  package static let card = RuleCard(
    id: "FD8202", name: "jobs-keep-running", severity: .warning,
    title: "No running job has failed three times within ten minutes",
    why: """
      Each time it goes back to its last checkpoint and does the same work again. With a restart \
      strategy that allows so many attempts it may do so for ever, and look well in the overview.
      """,
    fix: "Mend what its exceptions name.",
    sources: ["/jobs/:id/exceptions, numRestarts: run for 1.12 to 2.3"],
    examples: [
      .finding(
        "",
        seen: [
          .job("RUNNING") { job in
            job.tasks = ["running": 2]
            job.restarts = 7
            job.exceptions = (1...3).map {
              JobException(
                timeMs: ClusterEvidence.exampleNow - $0 * 100_000,
                text: "java.lang.RuntimeException: boom", task: "Map (1/2)")
            }
          }
        ]),
      .finding(
        "", .info,
        seen: [
          .job("RUNNING") { job in
            job.tasks = ["running": 2]
            job.restarts = 1
            job.exceptions = [
              JobException(
                timeMs: ClusterEvidence.exampleNow - 3_000_000,
                text: "java.lang.RuntimeException: boom")
            ]
          }
        ]),
      .healthy("", seen: [.job("RUNNING") { $0.tasks = ["running": 2] }]),
      .healthy("", seen: [.cluster()]),
    ])

  package init() {}

  private static let spanMs: Int64 = 600_000
  private static let often = 3

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let cluster = exam.cluster, let jobs = cluster.jobs else { return [] }
    let now = cluster.likelyNowMs
    return jobs.filter { $0.state == "RUNNING" }.map { job in
      // One failure may stand there as the job's and as its tasks', all of the same second.
      let times = Set(job.exceptions.compactMap(\.timeMs).map { $0 / 1000 }).sorted()
      let apart = times.indices.filter { $0 == 0 || times[$0] - times[$0 - 1] > 1 }
      let fresh = apart.filter { now - times[$0] * 1000 < Self.spanMs }.count
      if fresh >= Self.often { return .loops(job, fresh) }
      guard let newest = job.exceptions.first else { return Verdict(.passed, subject: job.subject) }
      return .restarted(job, newest)
    }
  }
}

extension Verdict {
  fileprivate static func loops(_ job: ClusterJob, _ count: Int) -> Verdict {
    // The metric may be some seconds behind.
    let all = job.restarts.flatMap { $0 > count ? ", \($0) times in all" : nil } ?? ""
    return Verdict(
      .finding(.warning), subject: job.subject,
      message: """
        The job \(job.described) runs, and failed \(count) times within ten minutes\(all): \
        \(job.why?.rootCause.cut(to: 200).withoutStop ?? ""). Each time it does the work since its last \
        checkpoint again.
        """,
      evidence: job.whyLines, fix: Fix("mend what it fails of"), shows: [.jobsFail])
  }

  fileprivate static func restarted(_ job: ClusterJob, _ newest: JobException) -> Verdict {
    let at = newest.timeMs.map { " at \(UnixTime.text(ofMilliseconds: $0))" } ?? ""
    return Verdict(
      .finding(.info), subject: job.subject,
      message: """
        The job \(job.described) runs; it last failed\(at): \
        \(job.why?.rootCause.cut(to: 200).withoutStop ?? "").
        """,
      evidence: job.whyLines, fix: Fix("nothing, unless it goes on"), shows: [.jobsFail])
  }
}
