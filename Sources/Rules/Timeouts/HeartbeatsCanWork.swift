package import Diagnosis
import FlinkConfiguration

/// What Flink itself demands of its heartbeats before a process starts.
package struct HeartbeatsCanWork: Rule {
  package static let card = RuleCard(
    id: "FD4101", name: "heartbeats-can-work", severity: .error,
    title: "The heartbeat's interval and timeout are ones that Flink accepts",
    why: """
      Flink checks its heartbeats when a process starts, and ends with an IllegalArgumentException: \
      an interval that is not positive, a timeout below the interval, or (from 1.14) a threshold \
      of failed calls that is neither positive nor -1.
      """,
    fix: "Write `heartbeat.interval: 10000` and `heartbeat.timeout: 50000`, or delete the lines.",
    sources: [
      "org.apache.flink.runtime.heartbeat.HeartbeatServices#fromConfiguration, run for 1.12 to 2.3"
    ],
    examples: [
      .finding("heartbeat.interval: ↓0"),
      .finding("heartbeat.interval: 60000\nheartbeat.timeout: ↓50000"),
      .finding("heartbeat.interval: ↓60000"),
      .finding("heartbeat.timeout: ↓5 s", version: FlinkVersion(1, 20)),
      .finding("heartbeat.rpc-failure-threshold: ↓0"),
      .healthy("heartbeat.interval: 50000\nheartbeat.timeout: 50000"),
      .healthy("heartbeat.rpc-failure-threshold: 0", version: FlinkVersion(1, 13)),
      .healthy("heartbeat.rpc-failure-threshold: -1"),
      .healthy("heartbeat.interval: 10 s"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let interval = exam.time("heartbeat.interval"),
      let timeout = exam.time("heartbeat.timeout")
    else { return [] }
    if interval.milliseconds <= 0, let setting = interval.setting {
      return [.refused(setting, "The heartbeat interval must be larger than 0.", fix: "10000")]
    }
    if timeout.milliseconds < interval.milliseconds,
      let setting = timeout.setting ?? interval.setting
    {
      return [.timeoutBelowInterval(setting, interval, timeout)]
    }
    if let threshold = exam.setting("heartbeat.rpc-failure-threshold"),
      exam.option(threshold.option) != nil,
      let number = try? JavaNumber.int(threshold.text), number < 1, number != -1
    {
      let words =
        "The number of failed heartbeat RPC requests has to be larger than 0 or -1 (deactivated)."
      return [.refused(threshold, words, fix: "2")]
    }
    return [interval.setting, timeout.setting].compactMap { $0?.passed }
  }
}

extension Verdict {
  fileprivate static func refused(_ setting: Setting, _ words: String, fix: String) -> Verdict {
    setting.finding(
      .error,
      """
      \(setting.key) is \(setting.text): no JobManager and no TaskManager starts \
      (`IllegalArgumentException: \(words)`).
      """,
      fix: setting.replaced(by: fix),
      explains: [.doesNotStart(.jobManager), .doesNotStart(.taskManager), .jobManagerNotFound],
      keepsFromStarting: true)
  }

  fileprivate static func timeoutBelowInterval(
    _ setting: Setting, _ interval: TimeSetting, _ timeout: TimeSetting
  ) -> Verdict {
    setting.finding(
      .error,
      """
      \(timeout.described) is below \(interval.described): no JobManager and no TaskManager starts \
      (`IllegalArgumentException: The heartbeat timeout should be larger or equal than the \
      heartbeat interval.`).
      """,
      fix: Fix("heartbeat.interval: 10000 and heartbeat.timeout: 50000"),
      related: setting.key == timeout.setting?.key
        ? interval.setting?.related("the interval") ?? [] : [],
      explains: [.doesNotStart(.jobManager), .doesNotStart(.taskManager), .jobManagerNotFound],
      keepsFromStarting: true)
  }
}
