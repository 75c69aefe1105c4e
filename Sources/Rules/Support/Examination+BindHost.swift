package import Diagnosis
import Evidence
import FlinkConfiguration

extension Examination {
  /// Judges the address that a process listens on, beside the one under which others look for it.
  ///
  /// Loopback is right on one machine, unless the process is advertised under an address that a
  /// socket on loopback does not answer: then even its own machine is refused.
  package func judgeBindHost(
    _ option: String, advertised: Setting?, finding: (Setting, Severity) -> Verdict
  ) -> [Verdict] {
    guard let bind = setting(option) else { return [] }
    if let reason = overruled(option) { return [bind.skipped(reason)] }
    guard Host.isLoopback(bind.text) else { return [bind.passed] }
    if let advertised, isElsewhere(advertised.text), !isReplacedInImage(bind) {
      return [finding(bind, .error)]
    }
    guard let severity = severityOfLoopback(bind) else { return [bind.passed] }
    return [finding(bind, severity)]
  }

  /// Whether connections to a host surely do not arrive at a loopback address.
  private func isElsewhere(_ host: String) -> Bool {
    if Host.isLoopback(host) || Host.isWildcard(host) { return false }
    if Host.isIPv4(host) || host.contains(":") { return true }
    guard let name = evidence.name(host), name.outcome == .resolved else { return false }
    return name.addresses.allSatisfy { !Host.isLoopback($0) }
  }
}
