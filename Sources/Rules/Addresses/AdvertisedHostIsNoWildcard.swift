package import Diagnosis
import FlinkConfiguration

/// `0.0.0.0` is an address to listen on; whoever dials it reaches himself.
package struct AdvertisedHostIsNoWildcard: Rule {
  package static let card = RuleCard(
    id: "FD2108", name: "advertised-host-is-no-wildcard", severity: .error,
    title: "No process tells others to reach it at 0.0.0.0",
    why: """
      jobmanager.rpc.address and taskmanager.host are where others connect to. Dialling 0.0.0.0 \
      leads every machine to itself, so it works on one machine and nowhere else. To listen on \
      all interfaces there are jobmanager.bind-host, taskmanager.bind-host and rest.bind-address.
      """,
    fix: "Write the machine's name or address, and 0.0.0.0 into the bind-host option.",
    sources: ["JobManagerOptions.ADDRESS", "TaskManagerOptions.HOST", "RestOptions.ADDRESS"],
    examples: [
      .finding("jobmanager.rpc.address: ↓0.0.0.0", seen: [.topology(.several)]),
      .finding("taskmanager.host: ↓0.0.0.0", .warning),
      .finding(
        "jobmanager.rpc.address: ↓'::'", .info, version: FlinkVersion(2, 0),
        seen: [.topology(.single)]),
      .finding("rest.address: ↓0.0.0.0", .info, seen: [.topology(.several)]),
      .healthy("jobmanager.bind-host: 0.0.0.0\nrest.bind-address: 0.0.0.0"),
      .healthy("rest.address: 0.0.0.0", seen: [.deployment(.docker)]),
      .healthy("taskmanager.host: 0.0.0.0", seen: [.deployment(.yarn)]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    ["jobmanager.rpc.address", "taskmanager.host", "rest.address"].compactMap { option in
      guard let host = exam.written(option) else { return nil }
      if let reason = exam.overruled(option) { return host.skipped(reason) }
      guard Host.isWildcard(host.text) else { return host.passed }
      if option == "rest.address" {
        // The image writes it itself, and its clients dial other addresses.
        return exam.deployment == .standalone || exam.deployment == .yarn
          ? .wildcard(host, .info) : host.passed
      }
      return .wildcard(host, exam.severityOfLoopback(host) ?? .info)
    }
  }
}

extension Verdict {
  fileprivate static func wildcard(_ host: Setting, _ severity: Severity) -> Verdict {
    let bind =
      switch host.option {
      case "jobmanager.rpc.address": "jobmanager.bind-host"
      case "rest.address": "rest.bind-address"
      default: "taskmanager.bind-host"
      }
    return host.finding(
      severity,
      """
      \(host.key) is \(host.text), where every machine reaches only itself: it is an address to \
      listen on, not one to be reached at.
      """,
      fix: Fix("\(host.key): <the machine's name>, and \(bind): 0.0.0.0"),
      shows: [.loopback(host: host.text)],
      explains: host.option == "taskmanager.host"
        ? [.taskManagerNotReachable] : [.jobManagerNotFound])
  }
}
