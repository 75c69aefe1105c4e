package import Diagnosis
import FlinkConfiguration

/// A bare number is milliseconds; who means seconds writes a thousandth of it.
package struct HeartbeatTimesAreMilliseconds: Rule {
  package static let card = RuleCard(
    id: "FD4103", name: "heartbeat-times-are-milliseconds", severity: .warning,
    title: "Heartbeat times are long enough to be meant in milliseconds",
    why: """
      heartbeat.interval and heartbeat.timeout without a unit are milliseconds in every version. \
      `heartbeat.timeout: 50` gives each process 50 ms to answer: TaskManagers are lost within \
      a second of their registration.
      """,
    fix: "Write milliseconds (`50000`), or from 1.20 a unit (`50 s`).",
    sources: ["HeartbeatManagerOptions: Long up to 1.19, Duration from 1.20"],
    examples: [
      .finding("heartbeat.interval: ↓10\nheartbeat.timeout: ↓50"),
      .finding("heartbeat.interval: ↓500 ms", version: FlinkVersion(1, 20)),
      .healthy("heartbeat.interval: 1000\nheartbeat.timeout: 5000"),
      .healthy("heartbeat.interval: 0"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    [("heartbeat.interval", Int64(1000)), ("heartbeat.timeout", 5000)].compactMap { option, least in
      guard let time = exam.time(option), let setting = time.setting, time.milliseconds > 0 else {
        return nil
      }
      return time.milliseconds < least ? .short(setting, time) : setting.passed
    }
  }
}

extension Verdict {
  fileprivate static func short(_ setting: Setting, _ time: TimeSetting) -> Verdict {
    let meant = time.milliseconds < 1000 && Int64(setting.text) != nil
    return setting.finding(
      .warning,
      """
      \(setting.key) is \(TimeText.of(time.milliseconds))\
      \(meant ? ": a bare number is milliseconds" : ""). Every short pause of a process then counts \
      as its death.
      """,
      fix: meant
        ? setting.replaced(by: "\(time.milliseconds)000")
        : setting.replaced(by: setting.key == "heartbeat.interval" ? "10000" : "50000"),
      explains: [.heartbeatsLost])
  }
}
