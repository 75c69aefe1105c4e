package import Diagnosis
import Evidence
import FlinkConfiguration
import Probes
import Remoting

/// Measures one target, by what a configuration says of TLS, frames and the Flink version.
///
/// Unless it turns out to be something else, the target is then taken for the JobManager.
package func examine(
  _ probing: ProbingOptions, _ source: ConfigurationSource, _ options: ExaminingOptions
) async -> Examination {
  let limit = TimeLimit(timeout: options.timeout, deadline: .now.advanced(by: options.deadline))
  var exam = examination(of: source, options)
  let target = probing.target
  let host = exam.dialledHost(target.host) ?? target.host
  exam.evidence = survey()
  var plan = ProbePlan(names: [host], stores: storesToLookAt(exam))
  plan.remoting = [remoting(exam, probing, host: host)]
  exam.evidence = await measure(plan, within: limit, from: exam.evidence)
  var probed = ProbedEvidence(
    host: host, port: target.port, hasConfiguration: probing.hasConfiguration)
  if probing.isReverse {
    let own = exam.setting("taskmanager.host")?.text ?? exam.evidence.node?.hostname
    let name = probing.reverseName ?? own ?? "localhost"
    probed.reverse = await reverse(exam, probed, named: name, within: limit)
  }
  exam.evidence.probed = probed
  if !exam.evidence.remoting(host: host, port: target.port).contains(where: \.isNoJobManager) {
    exam.leader = target
  }
  return exam
}

private func remoting(
  _ exam: Examination, _ probing: ProbingOptions, host: String
) -> RemotingTarget {
  let port = PortTarget(host: host, port: probing.target.port, role: .jobManagerRpc)
  var target =
    remotingToAsk(exam, [port]).first ?? RemotingTarget(port: port, schemes: [])
  if target.schemes.isEmpty {
    // Where REST does not tell, a guess is wrong half the time, and that leaves a line.
    if probing.isIntrusive {
      target.schemes = [.pekko, .akka]
    } else if exam.tlsSwitch(.rest) == nil {
      target.restPort = exam.text("rest.port").flatMap { Int($0) } ?? 8081
    }
  }
  return target
}

private func reverse(
  _ exam: Examination, _ probed: ProbedEvidence, named name: String, within limit: TimeLimit
) async -> ReverseEvidence {
  let peers = exam.evidence.remoting(host: probed.host, port: probed.port)
  guard let peer = peers.first(where: { $0.outcome == .associated }) else {
    return ReverseEvidence(name: name, port: 0, outcome: .notAsked, error: "it did not answer")
  }
  guard let scheme = peer.scheme else {
    return ReverseEvidence(
      name: name, port: 0, outcome: .notAsked,
      error: "its Flink version is not known; give --flink-version")
  }
  guard peer.transport == "tcp" else {
    return ReverseEvidence(
      name: name, port: 0, outcome: .notAsked, error: "inside TLS there is no way back yet")
  }
  return await ReverseProbe(
    host: probed.host, address: peer.address, port: probed.port, name: name, scheme: scheme
  ).run(within: limit)
}

extension RemotingEvidence {
  /// What answers is an actor system of Flink's, but of another process.
  fileprivate var isNoJobManager: Bool {
    let names = roles ?? []
    return system == "flink-metrics"
      || names.contains { $0.hasPrefix("taskmanager") }
        && !names.contains { $0.hasPrefix("resourcemanager") || $0.hasPrefix("dispatcher") }
  }
}
