package import Diagnosis
import FlinkConfiguration

/// On YARN high availability rests on a second attempt of the application master.
package struct YarnRestartsTheJobManager: Rule {
  package static let card = RuleCard(
    id: "FD6114", name: "yarn-restarts-the-job-manager", severity: .info,
    title: "yarn.application-attempts allows a second JobManager where high availability is on",
    why: """
      On YARN the JobManager is the application master, and there is no standby: YARN starts a new \
      one, up to yarn.application-attempts times. With 1 the cluster ends with its first JobManager.
      """,
    fix: "Write `yarn.application-attempts: 10`, or delete the line.",
    sources: ["YarnConfigOptions.APPLICATION_ATTEMPTS"],
    examples: [
      .finding(
        "high-availability: zookeeper\nyarn.application-attempts: ↓1", seen: [.deployment(.yarn)]),
      .healthy(
        "high-availability: zookeeper\nyarn.application-attempts: 10", seen: [.deployment(.yarn)]),
      .healthy("yarn.application-attempts: 1", seen: [.deployment(.yarn)]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard exam.deployment == .yarn, exam.highAvailability.isOn,
      let attempts = exam.setting("yarn.application-attempts")
    else { return [] }
    return [attempts.text == "1" ? .once(attempts) : attempts.passed]
  }
}

extension Verdict {
  fileprivate static func once(_ attempts: Setting) -> Verdict {
    attempts.finding(
      .info,
      "\(attempts.key) is 1: high availability is on, but YARN starts no second JobManager.",
      fix: attempts.replaced(by: "10"))
  }
}
