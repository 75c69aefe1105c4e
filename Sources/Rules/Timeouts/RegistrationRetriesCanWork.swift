package import Diagnosis
import FlinkConfiguration

/// What Flink demands of the retries with which its processes register at each other.
package struct RegistrationRetriesCanWork: Rule {
  package static let card = RuleCard(
    id: "FD4302", name: "registration-retries-can-work", severity: .error,
    title: "The cluster.registration times are ones that Flink accepts",
    why: """
      The first and the longest timeout of a registration must be positive, the delays after an \
      error and a refusal must not be negative; otherwise no TaskManager starts, and no job.
      """,
    fix: "Delete the lines: the defaults are 100, 30000, 10000 and 30000 ms.",
    sources: [
      "org.apache.flink.runtime.registration.RetryingRegistrationConfiguration, run for 1.12 to 2.3"
    ],
    examples: [
      .finding("cluster.registration.initial-timeout: ↓0"),
      .finding("cluster.registration.max-timeout: ↓0", version: FlinkVersion(2, 0)),
      .finding("cluster.registration.error-delay: ↓-1"),
      .healthy("cluster.registration.error-delay: 0"),
      .healthy("cluster.registration.initial-timeout: 40000"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    let demands: [(option: String, least: Int64, words: String, fix: String)] = [
      (
        "cluster.registration.initial-timeout", 1,
        "initial registration timeout must be greater than zero", "100"
      ),
      (
        "cluster.registration.max-timeout", 1,
        "maximum registration timeout must be greater than zero", "30000"
      ),
      ("cluster.registration.error-delay", 0, "delay on error must be non-negative", "10000"),
      (
        "cluster.registration.refused-registration-delay", 0,
        "delay on refused registration must be non-negative", "30000"
      ),
    ]
    return demands.compactMap { demand in
      guard let time = exam.time(demand.option), let setting = time.setting else { return nil }
      return time.milliseconds < demand.least
        ? .refused(setting, demand.words, fix: demand.fix) : setting.passed
    }
  }
}

extension Verdict {
  fileprivate static func refused(_ setting: Setting, _ words: String, fix: String) -> Verdict {
    setting.finding(
      .error,
      """
      \(setting.key) is \(setting.text): no TaskManager starts (`IllegalArgumentException: \
      \(words)`).
      """,
      fix: setting.replaced(by: fix),
      explains: [.doesNotStart(.taskManager), .jobManagerNotFound], keepsFromStarting: true)
  }
}
