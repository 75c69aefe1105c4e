package import Diagnosis
import FlinkConfiguration

/// Without high availability TaskManagers and clients need to know the JobManager's port.
package struct JobManagerPortCanBeDialled: Rule {
  package static let card = RuleCard(
    id: "FD3104", name: "job-manager-port-can-be-dialled", severity: .error,
    title: "jobmanager.rpc.port is a port that others can connect to",
    why: """
      The JobManager starts with port 0 and takes a random one, but TaskManagers and clients refuse \
      the value: `Invalid value for 'jobmanager.rpc.port' … it must be greater than 0 and less than \
      65536`.
      """,
    fix: "Write `jobmanager.rpc.port: 6123`.",
    sources: ["HighAvailabilityServicesUtils#getJobManagerAddress, run for 1.12 to 2.3"],
    examples: [
      .finding("jobmanager.rpc.address: jm1\njobmanager.rpc.port: ↓0"),
      .finding("jobmanager.rpc.address: jm1\njobmanager.rpc.port: ↓65536"),
      .finding("jobmanager.rpc.address: jm1\njobmanager.rpc.port: ↓-1"),
      .healthy("jobmanager.rpc.address: jm1\njobmanager.rpc.port: 65535"),
      .healthy("high-availability: zookeeper\njobmanager.rpc.port: 0"),
      .healthy("jobmanager.rpc.port: 0", seen: [.deployment(.yarn)]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let port = exam.setting("jobmanager.rpc.port"), let number = Int(port.text) else {
      return []
    }
    guard !exam.highAvailability.isOn, exam.deployment != .yarn else {
      return [port.skipped("the leader's port is published")]
    }
    return [1...65535 ~= number ? port.passed : .notDiallable(port)]
  }
}

extension Verdict {
  fileprivate static func notDiallable(_ port: Setting) -> Verdict {
    port.finding(
      .error,
      """
      jobmanager.rpc.port is \(port.text): no TaskManager and no client starts (`Invalid value for \
      'jobmanager.rpc.port' … it must be greater than 0 and less than 65536`).
      """,
      fix: port.replaced(by: "6123"),
      explains: [.doesNotStart(.taskManager), .jobManagerNotFound], keepsFromStarting: true)
  }
}
