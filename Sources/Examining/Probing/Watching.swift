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
    let ask = exam.version < FlinkVersion(1, 18) ? "akka.ask.timeout" : "pekko.ask.timeout"
    askTimeoutMs = exam.milliseconds(ask) ?? 10_000
    heartbeatTimeoutMs = exam.milliseconds("heartbeat.timeout") ?? 50_000
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

extension Examination {
  /// The option's time in this version, set or by default.
  fileprivate func milliseconds(_ option: String) -> Double? {
    guard let known = OptionCatalogue.option(option, in: version) else { return nil }
    let value =
      setting(option)?.entry.value ?? known.default.map(ConfigurationValue.string)
    guard let value,
      let read = try? OptionValue.check(
        value, against: known, version: version, dialect: reading.dialect)
    else { return nil }
    return switch read {
    case .duration(let duration): duration.milliseconds.map { Double($0) }
    case .long(let number): Double(number)
    default: nil
    }
  }
}
