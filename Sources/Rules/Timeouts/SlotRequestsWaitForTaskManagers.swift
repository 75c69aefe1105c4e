package import Diagnosis
import FlinkConfiguration

/// YARN and Kubernetes need time to start a TaskManager for a request of slots.
package struct SlotRequestsWaitForTaskManagers: Rule {
  package static let card = RuleCard(
    id: "FD4303", name: "slot-requests-wait-for-task-managers", severity: .info,
    title: "slot.request.timeout is longer than a TaskManager takes to start",
    why: """
      On YARN and native Kubernetes a TaskManager is started when a job asks for slots: an image is \
      pulled, a container scheduled. A request that gives up before fails the job \
      (`NoResourceAvailableException`), though the TaskManager comes.
      """,
    fix: "Write `slot.request.timeout: 300000`, the default.",
    sources: ["JobManagerOptions.SLOT_REQUEST_TIMEOUT: default 5 min"],
    examples: [
      .finding("slot.request.timeout: ↓30000", seen: [.deployment(.kubernetesNative)]),
      .finding("slot.request.timeout: ↓300", .warning),
      .healthy("slot.request.timeout: 120000", seen: [.deployment(.yarn)]),
      .healthy("slot.request.timeout: 30000"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let request = exam.time("slot.request.timeout"), let setting = request.setting,
      request.milliseconds >= 0
    else { return [] }
    if request.milliseconds < 1000 { return [.slip(setting, request)] }
    let startsThem = exam.deployment == .yarn || exam.deployment == .kubernetesNative
    guard startsThem, request.milliseconds < 60_000 else { return [setting.passed] }
    return [.tooShort(setting, request)]
  }
}

extension Verdict {
  fileprivate static func tooShort(_ setting: Setting, _ request: TimeSetting) -> Verdict {
    setting.finding(
      .info,
      """
      \(request.described) may be over before a new TaskManager has started: the job fails with \
      `NoResourceAvailableException`.
      """,
      fix: setting.replaced(by: "300000"))
  }

  fileprivate static func slip(_ setting: Setting, _ request: TimeSetting) -> Verdict {
    setting.finding(
      .warning,
      """
      \(request.described) is over before any TaskManager answers (a bare number is milliseconds): \
      jobs fail with `NoResourceAvailableException`.
      """,
      fix: setting.replaced(by: "300000"))
  }
}
