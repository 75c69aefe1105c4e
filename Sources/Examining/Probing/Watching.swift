package import Diagnosis
import Evidence
import FlinkConfiguration
package import Probes

/// A peer that can be watched, and the times that count for it.
package struct Watching: Sendable {
  /// The cluster's own limits, in milliseconds.
  package let askTimeoutMs: Double
  package let heartbeatTimeoutMs: Double
  private let probe: WatchProbe

  /// nil when the target of an examination did not answer as an actor system.
  package init?(_ exam: Examination, interval: Duration, timeout: Duration) {
    guard let probed = exam.evidence.probed,
      let peer = exam.evidence.remoting(host: probed.host, port: probed.port)
        .first(where: { $0.outcome == .associated }),
      let probe = WatchProbe(peer, tls: exam.rpcKeys, interval: interval, timeout: timeout)
    else { return nil }
    self.probe = probe
    askTimeoutMs = Double(exam.rpcTime("ask.timeout")?.milliseconds ?? 10_000)
    heartbeatTimeoutMs = Double(exam.time("heartbeat.timeout")?.milliseconds ?? 50_000)
  }

  /// What happens, as it happens, until `isStopped`; what nobody reads in time is dropped.
  package func events(
    until isStopped: @escaping @Sendable () -> Bool
  ) -> AsyncStream<WatchEvent> {
    let (events, sink) = AsyncStream<WatchEvent>.makeStream(bufferingPolicy: .bufferingNewest(1000))
    let probe = probe
    Task {
      await probe.run(isStopped: isStopped) { sink.yield($0) }
      sink.finish()
    }
    return events
  }
}
