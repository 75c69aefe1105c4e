package import Diagnosis
import FlinkConfiguration

/// A call to a dead process must not wait longer than it takes to notice its death.
package struct AskTimeoutIsBelowHeartbeatTimeout: Rule {
  package static let card = RuleCard(
    id: "FD4201", name: "ask-timeout-is-below-heartbeat-timeout", severity: .warning,
    title: "ask.timeout is shorter than heartbeat.timeout",
    why: """
      ask.timeout (akka. up to 1.17, pekko. from 1.18) is how long a call waits for its answer. \
      When the peer dies, heartbeats tell so after heartbeat.timeout; a longer ask.timeout only \
      lets calls hang until then, and startup-timeout is ten times as long. It is also the \
      default of taskmanager.slot.timeout.
      """,
    fix: "Raise heartbeat.timeout with it, or lower ask.timeout; the default is 10 s against 50 s.",
    sources: ["AkkaOptions.ASK_TIMEOUT_DURATION, RpcOptions.ASK_TIMEOUT_DURATION", "FLINK-22002"],
    examples: [
      .finding("akka.ask.timeout: ↓60 s", version: FlinkVersion(1, 12)),
      .finding("akka.ask.timeout: ↓100 s\nheartbeat.timeout: 60000", version: FlinkVersion(1, 17)),
      .finding("pekko.ask.timeout: ↓1 min", version: FlinkVersion(1, 20)),
      .finding("akka.ask.timeout: ↓60 s"),
      .finding("pekko.ask.timeout: 10 s\nheartbeat.timeout: ↓8000"),
      .healthy("akka.ask.timeout: 60 s\nheartbeat.timeout: 180000", version: FlinkVersion(1, 12)),
      .healthy("pekko.ask.timeout: 40 s"),
      .healthy("akka.ask.timeout: 60 sec.", version: FlinkVersion(1, 12)),
      .healthy("akka.ask.timeout: 60 s\npekko.ask.timeout: 10 s"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let ask = exam.rpcTime("ask.timeout"), let heartbeat = exam.time("heartbeat.timeout"),
      let setting = ask.setting ?? heartbeat.setting,
      ask.milliseconds > 0, heartbeat.milliseconds > 0
    else { return [] }
    guard ask.milliseconds >= heartbeat.milliseconds else { return [setting.passed] }
    let isHeartbeatShort = heartbeat.milliseconds < 10_000 && heartbeat.setting != nil
    return [
      .tooLong(
        isHeartbeatShort ? heartbeat.setting ?? setting : setting, ask, heartbeat)
    ]
  }
}

extension Verdict {
  fileprivate static func tooLong(
    _ setting: Setting, _ ask: TimeSetting, _ heartbeat: TimeSetting
  ) -> Verdict {
    let sensible = ask.milliseconds.multipliedReportingOverflow(by: 3).partialValue
    return setting.finding(
      .warning,
      """
      \(ask.described) is not below \(heartbeat.described): calls to a process that died hang for \
      longer than it takes to notice its death, and a job's recovery waits for them.
      """,
      fix: Fix("heartbeat.timeout: \(sensible), or a shorter \(ask.setting?.key ?? ask.option)"),
      related: [ask.setting, heartbeat.setting].compactMap { $0 }.filter { $0.key != setting.key }
        .flatMap { $0.related("the other time") },
      explains: [.callsFail])
  }
}
