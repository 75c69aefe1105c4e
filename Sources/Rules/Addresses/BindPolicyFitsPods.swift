package import Diagnosis
import FlinkConfiguration

/// A pod of a Deployment has a name that nobody else resolves.
package struct BindPolicyFitsPods: Rule {
  package static let card = RuleCard(
    id: "FD2113", name: "bind-policy-fits-pods", severity: .info,
    title: "On Kubernetes TaskManagers register under their address, not their name",
    why: """
      With taskmanager.network.bind-policy: name a TaskManager registers under its host name. The \
      name of a Deployment's pod is known to no name server: the JobManager logs \
      `Caused by: [flink-taskmanager-754bb4f48-xw8cb]` and gates the address.
      """,
    fix: "Delete the line: ip is the default.",
    sources: ["TaskManagerOptions.HOST_BIND_POLICY", "FLINK-11127"],
    examples: [
      .finding("taskmanager.network.bind-policy: ↓name", seen: [.deployment(.kubernetes)]),
      .finding("taskmanager.network.bind-policy: ↓name", seen: [.deployment(.kubernetesNative)]),
      .healthy("taskmanager.network.bind-policy: ip", seen: [.deployment(.kubernetes)]),
      .healthy("taskmanager.network.bind-policy: name"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let policy = exam.setting("taskmanager.network.bind-policy") else { return [] }
    let isPod = exam.deployment == .kubernetes || exam.deployment == .kubernetesNative
    return [isPod && policy.text.lowercased() == "name" ? .byName(policy) : policy.passed]
  }
}

extension Verdict {
  fileprivate static func byName(_ policy: Setting) -> Verdict {
    policy.finding(
      .info,
      """
      \(policy.key) is \(policy.text): TaskManagers register under the names of their pods, which \
      resolve only with a headless service.
      """,
      fix: policy.replaced(by: "ip"), explains: [.taskManagerNotReachable])
  }
}
