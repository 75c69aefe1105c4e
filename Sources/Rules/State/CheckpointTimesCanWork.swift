package import Diagnosis
import FlinkConfiguration

/// What Flink demands of a checkpoint's times, and a timeout that ends each before it is done.
package struct CheckpointTimesCanWork: Rule {
  package static let card = RuleCard(
    id: "FD6204", name: "checkpoint-times-can-work", severity: .warning,
    title: "Checkpoints have time to complete, and a failed one is tolerated",
    why: """
      A checkpoint that is not complete within execution.checkpointing.timeout is thrown away. When \
      execution.checkpointing.tolerable-failed-checkpoints is 0, one of them restarts the job: \
      `Exceeded checkpoint tolerable failure threshold`.
      """,
    fix:
      "Write `execution.checkpointing.timeout: 10 min`, the default, and tolerate some failures.",
    sources: ["ExecutionCheckpointingOptions", "CheckpointFailureManager"],
    examples: [
      .finding("execution.checkpointing.timeout: ↓5 s"),
      .finding(
        "execution.checkpointing.timeout: 30 s\n"
          + "execution.checkpointing.tolerable-failed-checkpoints: ↓0", .info),
      .healthy("execution.checkpointing.timeout: 10 min\nexecution.checkpointing.interval: 1 min"),
      .healthy("execution.checkpointing.tolerable-failed-checkpoints: 3"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    var verdicts: [Verdict] = []
    if let timeout = exam.time("execution.checkpointing.timeout"), let setting = timeout.setting {
      verdicts.append(
        timeout.milliseconds < 10_000 ? .tooShort(setting, timeout) : setting.passed)
    }
    if let tolerated = exam.setting("execution.checkpointing.tolerable-failed-checkpoints") {
      verdicts.append(tolerated.text == "0" ? .noneTolerated(tolerated) : tolerated.passed)
    }
    return verdicts
  }
}

extension Verdict {
  fileprivate static func tooShort(_ setting: Setting, _ timeout: TimeSetting) -> Verdict {
    setting.finding(
      .warning,
      """
      \(timeout.described) is over before most checkpoints are: they are thrown away, and the job \
      has nothing to restart from.
      """,
      fix: setting.replaced(by: "10 min"), explains: [.stateLost])
  }

  fileprivate static func noneTolerated(_ setting: Setting) -> Verdict {
    setting.finding(
      .info,
      "\(setting.key) is 0: a single checkpoint that fails or is late restarts the job.",
      fix: setting.replaced(by: "3"))
  }
}
