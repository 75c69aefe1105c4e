package import Diagnosis
import FlinkConfiguration

/// With high availability the JobManager listens on `high-availability.jobmanager.port`, not on its rpc port.
package struct HighAvailabilityPortIsKnown: Rule {
  package static let card = RuleCard(
    id: "FD6110", name: "high-availability-port-is-known", severity: .warning,
    title: "With high availability the JobManager's port is high-availability.jobmanager.port",
    why: """
      With high availability Flink ignores jobmanager.rpc.port and listens on \
      high-availability.jobmanager.port, a random port by default. Whoever opened the rpc port in a \
      firewall, or dials it, is refused; so is a TaskManager without the same high-availability keys.
      """,
    fix: "Write `high-availability.jobmanager.port: 50010` (or a range), the same on every node.",
    sources: [
      "HighAvailabilityOptions.HA_JOB_MANAGER_PORT_RANGE: \"used instead of jobmanager.rpc.port\"",
      "ClusterEntrypoint#getRPCPortRange",
    ],
    examples: [
      .finding("high-availability: zookeeper\njobmanager.rpc.port: ↓6200"),
      .finding("high-availability: zookeeper\njobmanager.rpc.port: ↓6123", seen: [.firewall]),
      .healthy("high-availability: zookeeper\njobmanager.rpc.port: 6123"),
      .healthy(
        "high-availability: zookeeper\njobmanager.rpc.port: 6200\n"
          + "high-availability.jobmanager.port: 50010"),
      .healthy("jobmanager.rpc.port: 6200"),
      .healthy(
        "high-availability: kubernetes\njobmanager.rpc.port: 6200",
        seen: [.deployment(.kubernetesNative)]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard exam.highAvailability.isOn, let port = exam.setting("jobmanager.rpc.port") else {
      return []
    }
    if exam.deployment == .kubernetesNative {
      return [port.skipped("native Kubernetes takes it for the high-availability port too")]
    }
    if let own = exam.setting("high-availability.jobmanager.port"), own.text != "0" {
      return [own.passed]
    }
    guard port.text != "6123" || exam.firewall else { return [port.passed] }
    return [.ignored(port)]
  }
}

extension Verdict {
  fileprivate static func ignored(_ port: Setting) -> Verdict {
    port.finding(
      .warning,
      """
      High availability is on, so that Flink ignores jobmanager.rpc.port: \(port.text) and takes a \
      random port: high-availability.jobmanager.port is not set.
      """,
      fix: Fix("high-availability.jobmanager.port: \(port.text)"), explains: [.jobManagerNotFound])
  }
}
