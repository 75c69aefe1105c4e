package import Diagnosis
import Evidence
import FlinkConfiguration
package import Probes
import Remoting

/// A cluster that is looked at again and again.
package struct ClusterWatching: Sendable {
  private let target: ClusterTarget
  private let exam: Examination
  private let interval: Duration
  private let timeout: Duration

  /// `source` is the file that the cluster's own configuration is laid over.
  package init(
    _ target: ClusterTarget, _ source: ConfigurationSource, _ options: ExaminingOptions,
    interval: Duration
  ) {
    exam = examination(of: source, options)
    // A cluster is no place to ask without a pause.
    self.interval = max(interval, .milliseconds(500))
    timeout = options.timeout
    var target = target
    target.extent = .glance
    target.garbageWindow = nil
    target.readsLogs = false
    self.target = target
  }

  /// A look each interval, a tenth more or less, until `isStopped`.
  package func glances(
    until isStopped: @escaping @Sendable () -> Bool
  ) -> AsyncStream<ClusterGlance> {
    let (glances, sink) = AsyncStream<ClusterGlance>.makeStream(
      bufferingPolicy: .bufferingNewest(16))
    Task {
      while !isStopped() {
        sink.yield(await glance())
        // So that many watchers do not ask at the same moment.
        let end = ContinuousClock.now.advanced(by: interval * Double.random(in: 0.9...1.1))
        while ContinuousClock.now < end, !isStopped() {
          try? await Task.sleep(for: min(.milliseconds(100), ContinuousClock.now.duration(to: end)))
        }
      }
      sink.finish()
    }
    return glances
  }

  private func glance() async -> ClusterGlance {
    var plan = ProbePlan()
    plan.cluster = target
    let limit = TimeLimit(timeout: timeout, deadline: .now.advanced(by: timeout * 3))
    let evidence = await measure(plan, within: limit, from: Evidence()) { [exam] cluster in
      jobManagerToAsk(cluster, exam)
    }
    let cluster = evidence.cluster ?? ClusterEvidence(url: "", host: "", port: 0)
    let beat = exam.seeing(cluster).runningTime("heartbeat.interval")?.milliseconds ?? 10_000
    return ClusterGlance(
      cluster: cluster,
      uid: evidence.remoting?.first { $0.outcome == .associated }?.uid.map { Int64($0) },
      longestBeatMs: 2 * Double(beat) + 2000)
  }
}

/// The RPC port of the JobManager that runs, whose actor system tells which start of it this is.
private func jobManagerToAsk(_ cluster: ClusterEvidence, _ exam: Examination) -> ProbePlan {
  var plan = ProbePlan()
  guard let host = cluster.running("jobmanager.rpc.address"), !Host.isLoopback(host),
    let port = cluster.running("jobmanager.rpc.port").flatMap({ Int($0) }), 1...65535 ~= port
  else { return plan }
  let exam = exam.seeing(cluster)
  let running = exam.asRunning ?? exam
  let target = PortTarget(host: host, port: port, role: .jobManagerRpc)
  plan.ports = [target]
  // The keys of TLS are on the cluster's machines.
  plan.remoting = remotingToAsk(running, [target]).filter { !$0.isTLS }
  if plan.remoting.isEmpty { plan.ports = [] }
  return plan
}
