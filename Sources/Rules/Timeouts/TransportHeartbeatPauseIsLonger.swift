package import Diagnosis
import FlinkConfiguration

/// 1.12 checks that the transport's failure detector waits longer than its beats take.
package struct TransportHeartbeatPauseIsLonger: Rule {
  package static let card = RuleCard(
    id: "FD4209", name: "transport-heartbeat-pause-is-longer", severity: .error,
    title: "akka.transport.heartbeat.pause is above akka.transport.heartbeat.interval",
    why: """
      Flink 1.12 checks the two when a process starts: `akka.transport.heartbeat.pause [PT20S] must \
      greater than akka.transport.heartbeat.interval [PT16M40S]`. From 1.13 on neither is read.
      """,
    fix: "Delete both lines: the defaults are 1000 s and 6000 s.",
    sources: ["org.apache.flink.runtime.akka.AkkaUtils#validateHeartbeat (1.12)"],
    versions: FlinkVersionRange(FlinkVersion(1, 12)),
    examples: [
      .finding("akka.transport.heartbeat.pause: ↓20 s", version: FlinkVersion(1, 12)),
      .finding("akka.transport.heartbeat.interval: ↓2 h", version: FlinkVersion(1, 12)),
      .healthy(
        "akka.transport.heartbeat.interval: 10 s\nakka.transport.heartbeat.pause: 60 s",
        version: FlinkVersion(1, 12)),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let interval = exam.time("akka.transport.heartbeat.interval"),
      let pause = exam.time("akka.transport.heartbeat.pause"),
      let setting = pause.setting ?? interval.setting
    else { return [] }
    guard pause.milliseconds <= interval.milliseconds else { return [setting.passed] }
    return [.tooShort(setting, interval, pause)]
  }
}

extension Verdict {
  fileprivate static func tooShort(
    _ setting: Setting, _ interval: TimeSetting, _ pause: TimeSetting
  ) -> Verdict {
    setting.finding(
      .error,
      """
      \(pause.described) is not above \(interval.described): no process starts \
      (`akka.transport.heartbeat.pause must greater than akka.transport.heartbeat.interval`).
      """,
      fix: Fix("delete both lines"),
      explains: [.doesNotStart(.jobManager), .doesNotStart(.taskManager), .jobManagerNotFound],
      keepsFromStarting: true)
  }
}
