package import Diagnosis
import FlinkConfiguration

/// How long a TaskManager tries to register before it ends itself.
package struct RegistrationHasTime: Rule {
  package static let card = RuleCard(
    id: "FD4301", name: "registration-has-time", severity: .warning,
    title:
      "taskmanager.registration.timeout is long enough for a JobManager to start, and no longer than an hour",
    why: """
      A TaskManager that is not registered within taskmanager.registration.timeout ends itself: \
      `Could not register at the ResourceManager within the specified maximum registration \
      duration`. Below cluster.registration.max-timeout or error-delay a single failed attempt is \
      enough, with 0 it ends at once; with hours it waits unseen.
      """,
    fix: "Write `taskmanager.registration.timeout: 5 min`, the default.",
    sources: [
      "org.apache.flink.runtime.taskexecutor.TaskExecutor#startRegistrationTimeout",
      "ClusterOptions.MAX_REGISTRATION_TIMEOUT, ERROR_REGISTRATION_DELAY",
    ],
    examples: [
      .finding("taskmanager.registration.timeout: ↓20 s"),
      .finding("taskmanager.registration.timeout: ↓0 s", .error),
      .finding("taskmanager.registration.timeout: ↓1 d"),
      .finding("cluster.registration.max-timeout: ↓600000"),
      .healthy("taskmanager.registration.timeout: 1 min"),
      .healthy("cluster.registration.error-delay: 20000"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let registration = exam.time("taskmanager.registration.timeout") else { return [] }
    if let setting = registration.setting {
      if registration.milliseconds == 0 { return [.atOnce(setting)] }
      if registration.milliseconds > 3_600_000 { return [.unseen(setting, registration)] }
    }
    for option in ["cluster.registration.max-timeout", "cluster.registration.error-delay"] {
      guard let attempt = exam.time(option),
        let setting = registration.setting ?? attempt.setting,
        attempt.milliseconds >= registration.milliseconds
      else { continue }
      return [.oneAttempt(setting, registration, attempt)]
    }
    return registration.setting.map { [$0.passed] } ?? []
  }
}

extension Verdict {
  fileprivate static func atOnce(_ setting: Setting) -> Verdict {
    setting.finding(
      .error,
      """
      \(setting.key) is 0: every TaskManager ends itself as soon as it starts (`Could not register \
      at the ResourceManager within the specified maximum registration duration`).
      """,
      fix: setting.replaced(by: "5 min"), explains: [.doesNotStart(.taskManager)],
      keepsFromStarting: true)
  }

  fileprivate static func unseen(_ setting: Setting, _ registration: TimeSetting) -> Verdict {
    setting.finding(
      .warning,
      """
      \(registration.described) lets a TaskManager that cannot reach the JobManager wait unseen; \
      nothing restarts it meanwhile.
      """,
      fix: setting.replaced(by: "5 min"))
  }

  fileprivate static func oneAttempt(
    _ setting: Setting, _ registration: TimeSetting, _ attempt: TimeSetting
  ) -> Verdict {
    setting.finding(
      .warning,
      """
      \(registration.described) is not above \(attempt.described): one failed attempt to register \
      is enough, and the TaskManager ends itself.
      """,
      fix: Fix("taskmanager.registration.timeout: 5 min"), explains: [.jobManagerNotFound])
  }
}
