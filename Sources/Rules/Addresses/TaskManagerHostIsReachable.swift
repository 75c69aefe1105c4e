package import Diagnosis
import Evidence
import FlinkConfiguration

/// A TaskManager tells others to reach it at `taskmanager.host`; a loopback name there sends every peer to itself.
package struct TaskManagerHostIsReachable: Rule {
  package static let card = RuleCard(
    id: "FD2104", name: "task-manager-host-is-reachable", severity: .error,
    title: "taskmanager.host is an address that other machines can reach",
    why: """
      A TaskManager registers under taskmanager.host as it stands, without a check. With a loopback \
      name there the JobManager and the other TaskManagers connect to themselves: registration \
      seems to work, then heartbeats time out and no job gets its slots. Flink ships \
      `taskmanager.host: localhost` since 1.15, for a cluster on one machine.
      """,
    fix: """
      Delete the line, and every TaskManager finds the address that reaches the JobManager; or \
      write each machine's own name or address.
      """,
    sources: [
      "org.apache.flink.runtime.taskexecutor.TaskManagerRunner#determineTaskManagerBindAddress",
      "TaskManagerOptions.HOST: \"must be accessible by the JobManager and other TaskManagers\"",
    ],
    examples: [
      .finding(
        "jobmanager.rpc.address: jm1\ntaskmanager.host: ↓localhost", seen: [.topology(.several)]),
      .finding("jobmanager.rpc.address: jm1\ntaskmanager.host: ↓127.0.1.1", .warning),
      .finding(
        "jobmanager.rpc.address: jm1\ntaskmanager.host: ↓tm1", .info,
        seen: [.name("tm1", resolvesTo: "127.0.1.1")]),
      .finding("taskmanager.host: ↓localhost", .info, seen: [.deployment(.docker)]),
      .healthy(
        "jobmanager.rpc.address: localhost\ntaskmanager.host: localhost",
        seen: [.topology(.single)]),
      .healthy("taskmanager.host: tm1", seen: [.topology(.several)]),
      .healthy(
        "taskmanager.host: localhost",
        seen: [.topology(.several), .deployment(.kubernetesNative)]),
      .healthy("taskmanager.host: localhost", seen: [.topology(.several), .deployment(.yarn)]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let host = exam.setting("taskmanager.host") else { return [] }
    if let reason = exam.overruled(host.option) { return [host.skipped(reason)] }
    if Host.isLoopback(host.text) {
      guard let severity = exam.severityOfLoopback(host) else { return [host.passed] }
      return [.loopback(host, severity, inImage: exam.isReplacedInImage(host))]
    }
    guard exam.topology != .single, let name = exam.evidence.name(host.text),
      name.outcome == .resolved, name.addresses.allSatisfy({ Host.isLoopback($0) })
    else { return [host.passed] }
    return [.loopbackHere(host, name.addresses)]
  }
}

extension Verdict {
  fileprivate static func loopback(
    _ host: Setting, _ severity: Severity, inImage: Bool
  ) -> Verdict {
    host.finding(
      severity,
      """
      taskmanager.host is \(host.text), and the TaskManager registers under it: every other \
      machine that connects to it reaches itself. TaskManagers get lost after registration, and \
      jobs get no slots.
      """ + (inImage ? .onlyInTheImagesOwnFile : ""),
      fix: Fix(
        "delete the line, so that each TaskManager finds its own address; or on each machine "
          + "taskmanager.host: <that machine's name or address>"),
      shows: [.loopback(host: host.text)],
      explains: [.registersAs(host: host.text), .taskManagerNotReachable, .heartbeatsLost])
  }

  fileprivate static func loopbackHere(_ host: Setting, _ addresses: [String]) -> Verdict {
    host.finding(
      .info,
      """
      taskmanager.host is \(host.text), which leads back to this machine itself \
      (\(addresses.joined(separator: ", "))). The TaskManager registers under the name: \
      wherever a hosts file says the same, other machines will not reach it.
      """,
      fix: Fix("let \(host.text) resolve to the machine's own address on every node"),
      evidence: [
        EvidenceLine(
          source: "name", text: "\(host.text) -> \(addresses.joined(separator: ", "))")
      ],
      shows: [.loopback(host: host.text)])
  }
}
