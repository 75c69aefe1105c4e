package import Diagnosis
import Evidence
import FlinkConfiguration

/// A TaskManager that is registered as localhost sends everybody else to themselves.
package struct RegisteredAddressesLeaveTheirMachines: Rule {
  package static let card = RuleCard(
    id: "FD8102", name: "registered-addresses-leave-their-machines", severity: .error,
    title: "No TaskManager is registered under an address that leads every machine to itself",
    why: """
      Registration and heartbeats go over the connection that the TaskManager opened, and look well. \
      Whoever then dials what it registered under, the other TaskManagers for its records and the \
      JobManager for its metrics and, after a lost connection, for everything, reaches itself.
      """,
    fix: "Write taskmanager.host on that machine, or delete the line that says localhost.",
    sources: [
      "run for 1.12 and 1.20: `Connecting to remote task manager 'localhost/127.0.0.1:…' has failed`"
    ],
    examples: [
      .finding(
        "jobmanager.rpc.address: jm1",
        seen: [
          .cluster { $0.taskManagers = [.at("localhost", "a"), .at("10.0.0.3", "b")] }
        ]),
      .finding(
        "jobmanager.rpc.address: jm1", .warning,
        seen: [.cluster { $0.taskManagers = [.at("127.0.1.1", "a")] }]),
      .healthy(
        "jobmanager.rpc.address: localhost",
        seen: [
          .cluster {
            $0.configuration = [ClusterSetting("jobmanager.rpc.address", "localhost")]
            $0.taskManagers = [.at("localhost", "a"), .at("localhost", "b", rpc: 6132, data: 6131)]
          }
        ]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.cluster()]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let cluster = exam.cluster, let all = cluster.taskManagers else { return [] }
    let local = all.filter { $0.host.map { Host.isLoopback($0) } ?? false }
    guard let first = local.first, !exam.runsOnOneMachine else {
      return all.isEmpty ? [] : [Verdict(.passed, subject: cluster.subject)]
    }
    // One alone may stand beside its JobManager, which then reaches it so.
    let isSure = all.count > 1 || exam.topology == .several
    return [.local(first, local, cluster, isSure ? .error : .warning)]
  }
}

extension Verdict {
  fileprivate static func local(
    _ first: ClusterTaskManager, _ local: [ClusterTaskManager], _ cluster: ClusterEvidence,
    _ severity: Severity
  ) -> Verdict {
    let others = local.count - 1
    return Verdict(
      .finding(severity), subject: "taskmanager:\(first.id)",
      message: """
        The TaskManager \(first.id)\(others == 0 ? "" : " and \(others) more") \
        \(others == 0 ? "is" : "are") registered under \(first.host ?? ""): every other machine that \
        dials it reaches itself, and jobs that shuffle fail.
        """,
      peer: Peer(host: first.host ?? "", port: first.rpcPort),
      evidence: local.prefix(8).map { cluster.line("/taskmanagers", $0.path) },
      fix: Fix("on its machine taskmanager.host: <that machine's name or address>, and restart it"),
      shows: [.taskManagerNotReachable], explains: [.taskManagerNotReachable, .jobsFail])
  }
}
