package import Diagnosis
import FlinkConfiguration

/// After a failed connection messages to the peer are dropped while the gate is closed.
package struct RetryGateIsBelowHeartbeatInterval: Rule {
  package static let card = RuleCard(
    id: "FD4206", name: "retry-gate-is-below-heartbeat-interval", severity: .info,
    title: "retry-gate-closed-for is shorter than a heartbeat interval",
    why: """
      After a failed connection every message to that peer is dropped for so long: it is the 50 of \
      `address is now gated for [50] ms`, and harmless. A gate that is closed longer than the \
      heartbeat interval drops beats, and a short fault of the network costs a TaskManager. A \
      negative one keeps the RPC system from starting.
      """,
    fix: "Delete the line: 50 ms is right.",
    sources: [
      "AkkaOptions.RETRY_GATE_CLOSED_FOR, RpcOptions.RETRY_GATE_CLOSED_FOR",
      "Akka classic remoting: retry-gate-closed-for",
    ],
    examples: [
      .finding("akka.retry-gate-closed-for: ↓20000", version: FlinkVersion(1, 17)),
      .finding("pekko.retry-gate-closed-for: ↓-1", .error),
      .healthy("pekko.retry-gate-closed-for: 5000"),
      .healthy("akka.retry-gate-closed-for: 50", version: FlinkVersion(1, 12)),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let gate = exam.rpcTime("retry-gate-closed-for"), let setting = gate.setting,
      let interval = exam.time("heartbeat.interval")
    else { return [] }
    if gate.milliseconds < 0 { return [.negative(setting)] }
    guard interval.milliseconds > 0, gate.milliseconds > interval.milliseconds else {
      return [setting.passed]
    }
    return [.tooLong(setting, gate, interval)]
  }
}

extension Verdict {
  fileprivate static func negative(_ setting: Setting) -> Verdict {
    setting.finding(
      .error,
      """
      \(setting.key) is \(setting.text): the RPC system does not start (`requirement failed: \
      retry-gate-closed-for must be >= 0`).
      """,
      fix: setting.replaced(by: "50"),
      explains: [.doesNotStart(.jobManager), .doesNotStart(.taskManager)], keepsFromStarting: true)
  }

  fileprivate static func tooLong(
    _ setting: Setting, _ gate: TimeSetting, _ interval: TimeSetting
  ) -> Verdict {
    setting.finding(
      .info,
      """
      \(gate.described) is above \(interval.described): after a short fault of the network heartbeats \
      are dropped as well, and TaskManagers are lost that would have come back.
      """,
      fix: setting.replaced(by: "50"), explains: [.heartbeatsLost])
  }
}
