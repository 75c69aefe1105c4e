package import Diagnosis
import Evidence
import FlinkConfiguration
import LogReading
package import Probes

/// What `flinkdoctor cluster` is pointed at, and how far it looks.
package struct ClusterOptions: Sendable {
  package var target: ClusterTarget
  /// For all logs together, beyond the deadline of the probes.
  package var logDeadline: Duration

  package init(_ target: ClusterTarget, logDeadline: Duration = .seconds(60)) {
    self.target = target
    self.logDeadline = logDeadline
  }
}

/// Looks at a running cluster through REST, and dials its TaskManagers from here.
package func examine(
  _ cluster: ClusterOptions, _ source: ConfigurationSource, _ options: ExaminingOptions
) async -> Examination {
  let window = cluster.target.garbageWindow ?? .zero
  let limit = TimeLimit(
    timeout: options.timeout, deadline: .now.advanced(by: options.deadline + window))
  var exam = examination(of: source, options)
  // What runs here tells whether this is a machine of the cluster.
  exam.evidence = await survey(configuration: source.path, within: limit)
  var plan = ProbePlan()
  plan.cluster = cluster.target
  // By their addresses workers are recognised among those that registered.
  plan.names = exam.workerEntries.map(\.host)
  exam.evidence = await measure(plan, within: limit, from: exam.evidence) { [exam] seen in
    registeredToDial(seen, exam)
  }
  exam.evidence.cluster?.isAsked = true
  if cluster.target.readsLogs, let seen = exam.cluster {
    let deadline = ContinuousClock.now.advanced(by: cluster.logDeadline)
    let (logs, read) = await readLogs(
      of: seen, cluster.target, options.logPatterns, until: deadline)
    exam.evidence.logs = logs
    exam.evidence.cluster?.logs = read
  }
  exam.takeCluster(options.logPatterns)
  return exam
}
