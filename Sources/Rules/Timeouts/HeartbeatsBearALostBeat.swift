package import Diagnosis
import FlinkConfiguration

/// A timeout of one or two intervals makes every lost beat a lost process.
package struct HeartbeatsBearALostBeat: Rule {
  package static let card = RuleCard(
    id: "FD4102", name: "heartbeats-bear-a-lost-beat", severity: .warning,
    title: "heartbeat.timeout is at least three times heartbeat.interval",
    why: """
      A beat is lost or late with every long garbage collection. With a timeout below three \
      intervals one or two of them are enough for `Heartbeat of TaskManager with id … timed out`, \
      and the jobs restart. Flink's defaults leave five.
      """,
    fix: "Write `heartbeat.timeout: 50000` for an interval of 10000.",
    sources: ["HeartbeatManagerOptions: interval 10 s, timeout 50 s"],
    examples: [
      .finding("heartbeat.interval: 10000\nheartbeat.timeout: ↓20000"),
      .finding("heartbeat.interval: ↓30000"),
      .finding("heartbeat.timeout: ↓25 s", version: FlinkVersion(2, 0)),
      .healthy("heartbeat.interval: 10000\nheartbeat.timeout: 30000"),
      .healthy("heartbeat.timeout: 180000"),
      .healthy("heartbeat.interval: 10000\nheartbeat.timeout: 5000"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let interval = exam.time("heartbeat.interval"),
      let timeout = exam.time("heartbeat.timeout"),
      let setting = timeout.setting ?? interval.setting,
      interval.milliseconds > 0, timeout.milliseconds >= interval.milliseconds
    else { return [] }
    guard timeout.milliseconds / 3 < interval.milliseconds,
      timeout.milliseconds < interval.milliseconds.multipliedReportingOverflow(by: 3).partialValue
    else { return [setting.passed] }
    return [.tooTight(setting, interval, timeout)]
  }
}

extension Verdict {
  fileprivate static func tooTight(
    _ setting: Setting, _ interval: TimeSetting, _ timeout: TimeSetting
  ) -> Verdict {
    let sensible = interval.milliseconds.multipliedReportingOverflow(by: 5).partialValue
    return setting.finding(
      .warning,
      """
      \(timeout.described) leaves room for less than three beats of \(interval.described): one long \
      garbage collection, and a healthy TaskManager is declared dead and its jobs restart.
      """,
      fix: Fix("heartbeat.timeout: \(sensible)"), explains: [.heartbeatsLost])
  }
}
