package import Diagnosis
import FlinkConfiguration

/// A threshold that takes longer to reach than the timeout never decides anything.
package struct FailureThresholdFitsHeartbeats: Rule {
  package static let card = RuleCard(
    id: "FD4104", name: "failure-threshold-fits-heartbeats", severity: .warning,
    title: "heartbeat.rpc-failure-threshold is at most heartbeat.timeout / heartbeat.interval",
    why: """
      Each interval one call is made; so many failed ones in a row declare the peer dead before the \
      timeout. Above timeout / interval the timeout always comes first, and the option has no effect.
      """,
    fix: "Write `heartbeat.rpc-failure-threshold: 2`, or -1 to switch it off.",
    sources: [
      "HeartbeatManagerOptions.HEARTBEAT_RPC_FAILURE_THRESHOLD: \"should not be higher than timeout / interval\""
    ],
    versions: FlinkVersionRange(from: FlinkVersion(1, 14), to: .newest),
    examples: [
      .finding("heartbeat.rpc-failure-threshold: ↓10"),
      .finding("heartbeat.interval: 20000\nheartbeat.rpc-failure-threshold: ↓3"),
      .healthy("heartbeat.rpc-failure-threshold: 5"),
      .healthy("heartbeat.rpc-failure-threshold: -1"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let threshold = exam.setting("heartbeat.rpc-failure-threshold"),
      let number = try? JavaNumber.int(threshold.text), number > 0,
      let interval = exam.time("heartbeat.interval"),
      let timeout = exam.time("heartbeat.timeout"),
      interval.milliseconds > 0, timeout.milliseconds >= interval.milliseconds
    else { return [] }
    let most = timeout.milliseconds / interval.milliseconds
    return [Int64(number) > most ? .tooHigh(threshold, most, interval, timeout) : threshold.passed]
  }
}

extension Verdict {
  fileprivate static func tooHigh(
    _ threshold: Setting, _ most: Int64, _ interval: TimeSetting, _ timeout: TimeSetting
  ) -> Verdict {
    threshold.finding(
      .warning,
      """
      \(threshold.key) is \(threshold.text), but within \(timeout.described) there are only \
      \(most) beats of \(interval.described): the timeout always comes first, and a broken \
      connection is noticed late.
      """,
      fix: threshold.replaced(by: "2"))
  }
}
