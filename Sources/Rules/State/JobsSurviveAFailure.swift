package import Diagnosis
import FlinkConfiguration

/// With no restarts the loss of one TaskManager ends the job.
package struct JobsSurviveAFailure: Rule {
  package static let card = RuleCard(
    id: "FD6203", name: "jobs-survive-a-failure", severity: .warning,
    title: "A job restarts after a failure",
    why: """
      Any lost connection fails the tasks on it. Without a restart strategy, or with no attempts, \
      the job ends with the first one: `Recovery is suppressed by NoRestartBackoffTimeStrategy`.
      """,
    fix: "Write exponential-delay or fixed-delay with attempts, or delete the line.",
    sources: ["RestartStrategyOptions", "NoRestartBackoffTimeStrategy"],
    examples: [
      .finding("restart-strategy: ↓none"),
      .finding("restart-strategy.type: ↓off", version: FlinkVersion(1, 19)),
      .finding(
        "restart-strategy: fixed-delay\nrestart-strategy.fixed-delay.attempts: ↓0"),
      .healthy("restart-strategy: fixed-delay\nrestart-strategy.fixed-delay.attempts: 3"),
      .healthy("jobmanager.rpc.address: jm1"),
      .healthy("restart-strategy.fixed-delay.attempts: 0"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    let option =
      exam.option("restart-strategy.type") == nil
      ? "restart-strategy" : "restart-strategy.type"
    guard let strategy = exam.setting(option) else { return [] }
    let name = strategy.text.lowercased()
    if ["none", "off", "disable"].contains(name) { return [.none(strategy)] }
    if ["fixed-delay", "fixeddelay"].contains(name),
      let attempts = exam.setting("restart-strategy.fixed-delay.attempts"), attempts.text == "0"
    {
      return [.none(attempts)]
    }
    return [strategy.passed]
  }
}

extension Verdict {
  fileprivate static func none(_ setting: Setting) -> Verdict {
    setting.finding(
      .warning,
      """
      \(setting.key) is \(setting.text): the first lost connection ends every job that has no \
      strategy of its own (`Recovery is suppressed by NoRestartBackoffTimeStrategy`).
      """,
      fix: Fix("restart-strategy: exponential-delay (restart-strategy.type from 1.19)"))
  }
}
