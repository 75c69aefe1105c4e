package import Diagnosis
import Evidence

/// A job that should run does.
package struct JobsDoNotFail: Rule {
  package static let card = RuleCard(
    id: "FD8201", name: "jobs-do-not-fail", severity: .error,
    title: "No job has failed of late, or is failing or restarting",
    why: """
      A job that restarts reads nothing and writes nothing meanwhile, and goes back to its last \
      checkpoint. One that failed stays so until somebody starts it again.
      """,
    fix: "Mend what its root exception names; then start it from its last checkpoint.",
    sources: ["/jobs/overview, /jobs/:id/exceptions: run for 1.12 to 2.3"],
    examples: [
      .finding(
        "",
        seen: [
          .job("FAILED") {
            $0.endedMs = ClusterEvidence.exampleNow - 300_000
            $0.exceptions = [
              JobException(
                timeMs: ClusterEvidence.exampleNow - 300_000,
                text:
                  "java.lang.RuntimeException: x\n\tat A.b\nCaused by: java.io.IOException: disk",
                task: "Map (1/2)", location: "tm1:6121")
            ]
          }
        ]),
      .finding(
        "",
        seen: [
          .job("RESTARTING") {
            $0.exceptions = [JobException(text: "java.lang.IllegalStateException: boom")]
          }
        ]),
      .finding(
        "", .warning, seen: [.job("FAILED") { $0.endedMs = ClusterEvidence.exampleNow - 3_000_000 }]
      ),
      // It was started again since.
      .finding(
        "", .info,
        seen: [
          .job("FAILED") {
            $0.endedMs = ClusterEvidence.exampleNow - 300_000
            $0.isReplaced = true
          }
        ]),
      .healthy("", seen: [.job("RUNNING") { $0.tasks = ["running": 2, "finished": 1] }]),
      .healthy("", seen: [.cluster()]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let cluster = exam.cluster, let jobs = cluster.jobs else { return [] }
    return jobs.compactMap { job in
      let subject = "job:\(job.id)"
      switch job.state {
      case "FAILED":
        let severity: Severity =
          job.isReplaced ? .info : cluster.isFresh(job) ? .error : .warning
        return .failed(job, cluster, severity)
      case "RESTARTING", "FAILING": return .restarting(job, cluster)
      case _ where job.isLive && !job.isInTrouble: return Verdict(.passed, subject: subject)
      default: return nil
      }
    }
  }
}

extension ClusterJob {
  /// `'orders' (7572110e88a3c8cb5fd7b0746aeb292f)`.
  var described: String { "'\(name.cut(to: 80))' (\(id))" }

  var subject: String { "job:\(id)" }

  /// The newest exception that says more than that recovery was given up.
  var why: JobException? {
    exceptions.first { $0.task != nil } ?? exceptions.first
  }

  var whyLines: [EvidenceLine] {
    exceptions.prefix(3).map { exception in
      let time = exception.timeMs.map { UnixTime.text(ofMilliseconds: $0) + " " } ?? ""
      let place = exception.location.map { " on \($0)" } ?? ""
      return EvidenceLine(
        source: "REST /jobs/\(id)/exceptions",
        text: "\(time)\(exception.task ?? "the job")\(place): \(exception.rootCause.cut(to: 300))")
    }
  }
}

extension Verdict {
  fileprivate static func failed(
    _ job: ClusterJob, _ cluster: ClusterEvidence, _ severity: Severity
  ) -> Verdict {
    let at = job.endedMs.map { " at \(UnixTime.text(ofMilliseconds: $0))" } ?? ""
    let again = severity == .info ? " It was started again since." : ""
    return Verdict(
      .finding(severity), subject: job.subject,
      message: "The job \(job.described) failed\(at)\(job.because).\(again)",
      peer: job.peer ?? cluster.peer, evidence: job.whyLines,
      fix: Fix(
        "mend what it failed of, and start it from its last checkpoint or savepoint: flink run -s …"
      ), shows: [.jobsFail])
  }

  fileprivate static func restarting(_ job: ClusterJob, _ cluster: ClusterEvidence) -> Verdict {
    Verdict(
      .finding(.error), subject: job.subject,
      message: """
        The job \(job.described) is \(job.state == "FAILING" ? "failing" : "restarting")\
        \(job.because).
        """,
      peer: job.peer ?? cluster.peer, evidence: job.whyLines,
      fix: Fix("mend what it failed of; it starts again by itself as restart-strategy says"),
      shows: [.jobsFail])
  }
}

extension ClusterJob {
  /// `: java.io.IOException: disk, in Map (1/2) on tm1:6121`.
  fileprivate var because: String {
    guard let why else { return "; REST does not tell why" }
    let task = why.task.map { ", in \($0.cut(to: 80))" } ?? ""
    return
      ": \(why.rootCause.cut(to: 200).withoutStop)\(task)\(why.location.map { " on \($0)" } ?? "")"
  }

  /// The TaskManager on which it failed.
  fileprivate var peer: Peer? {
    guard let place = why?.location, let colon = place.lastIndex(of: ":") else { return nil }
    return Peer(
      host: String(place[..<colon]), port: Int(place[place.index(after: colon)...]))
  }
}

extension String {
  /// Without the full stop with which messages of Java often end.
  var withoutStop: String { hasSuffix(".") ? String(dropLast()) : self }
}
