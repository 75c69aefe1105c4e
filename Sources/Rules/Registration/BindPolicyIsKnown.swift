package import Diagnosis
import FlinkConfiguration

/// `taskmanager.network.bind-policy` knows two words, and a TaskManager ends with any other.
package struct BindPolicyIsKnown: Rule {
  package static let card = RuleCard(
    id: "FD2406", name: "bind-policy-is-known", severity: .error,
    title: "taskmanager.network.bind-policy is ip or name",
    why: """
      The policy is read when the TaskManager has found its address, seconds after its start. Any \
      other word ends it with `Unknown host bind policy`, in capitals or not. Where \
      taskmanager.host is set nobody reads it.
      """,
    fix: "Write ip, or delete the line: ip is the default.",
    sources: [
      "org.apache.flink.runtime.taskexecutor.HostBindPolicy#fromString, run for 1.12 to 2.3"
    ],
    examples: [
      .finding("taskmanager.network.bind-policy: ↓host"),
      .finding("taskmanager.network.bind-policy: ↓localhost"),
      .finding("taskmanager.network.bind-policy: ↓hostname", seen: [.deployment(.kubernetes)]),
      .healthy("taskmanager.network.bind-policy: ip"),
      .healthy("taskmanager.network.bind-policy: NAME"),
      .healthy("taskmanager.network.bind-policy: host\ntaskmanager.host: tm1"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let policy = exam.setting("taskmanager.network.bind-policy") else { return [] }
    if exam.overruled("taskmanager.host") == nil, exam.setting("taskmanager.host") != nil {
      return [policy.skipped("taskmanager.host is set, so that nobody reads it")]
    }
    return [["IP", "NAME"].contains(policy.text.uppercased()) ? policy.passed : .unknown(policy)]
  }
}

extension Verdict {
  fileprivate static func unknown(_ policy: Setting) -> Verdict {
    policy.finding(
      .error,
      """
      \(policy.key) is \(policy.text), and there are only ip and name: each TaskManager ends with \
      `Unknown host bind policy: \(policy.text)` once it has found its address.
      """,
      fix: policy.replaced(by: "ip"), explains: [.doesNotStart(.taskManager)],
      keepsFromStarting: true)
  }
}
