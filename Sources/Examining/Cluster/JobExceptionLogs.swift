import Evidence
import LogReading

/// What the stack traces of failing jobs say, read by the signatures of the logs.
///
/// Only of jobs that are in trouble now: what a job has got over is no cause of anything.
func logs(ofExceptionsIn cluster: ClusterEvidence, _ patterns: [LogPattern]) -> LogEvidence? {
  guard !patterns.isEmpty else { return nil }
  let troubled = (cluster.jobs ?? []).filter { job in
    job.state == "FAILED"
      ? cluster.isFresh(job) && !job.isReplaced : job.isInTrouble
  }
  let texts = troubled.compactMap { job -> (String, [UInt8])? in
    // The oldest first, as in a log; of a task that fails again and again the newest will do.
    let newest = job.exceptions.prefix(4).reversed()
    guard !newest.isEmpty else { return nil }
    let lines = newest.map { exception in
      let stamp = exception.timeMs.map { UnixTime.text(ofMilliseconds: $0) } ?? ""
      let task = exception.task.map { "\($0) " } ?? ""
      return "\(stamp) WARN  \(exceptionLogger) [] - \(task)failed.\n\(exception.text)\n"
    }
    return ("\(cluster.url)/jobs/\(job.id)/exceptions", Array(lines.joined().utf8))
  }
  guard !texts.isEmpty else { return nil }
  let logs = LogReader.evidence(of: texts.map { (path: $0.0, bytes: $0.1) }, patterns: patterns)
  return logs.events.isEmpty ? nil : logs
}

/// Stands where a log has the class that logs.
private let exceptionLogger = "org.apache.flink.runtime.executiongraph.ExecutionGraph"
