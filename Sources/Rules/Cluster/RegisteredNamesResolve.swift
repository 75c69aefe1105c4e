package import Diagnosis
import Evidence

/// A name under which a TaskManager has registered must have an address where it is dialled.
package struct RegisteredNamesResolve: Rule {
  package static let card = RuleCard(
    id: "FD8104", name: "registered-names-resolve", severity: .error,
    title: "The names under which TaskManagers are registered have an address on this machine",
    why: """
      The JobManager and the other TaskManagers dial a TaskManager by the name that it registered \
      under. Where that has no address, its metrics stay empty, and jobs that shuffle fail with \
      `UnknownHostException`.
      """,
    fix: "Have DNS or every hosts file know the name, or register addresses.",
    sources: ["taskmanager.network.bind-policy: name", "NettyClient, EndpointWriter"],
    examples: [
      .finding(
        "jobmanager.rpc.address: jm1",
        seen: [
          .role(.jobManager), .name("tm1", .notFound),
          .cluster { $0.taskManagers = [.at("tm1", "a"), .at("10.0.0.3", "b")] },
        ]),
      // Only the cluster's own machines dial it.
      .finding(
        "", .info,
        seen: [
          .name("tm1", .notFound), .cluster { $0.taskManagers = [.at("tm1", "a")] },
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [
          .role(.jobManager), .name("tm1", resolvesTo: "10.0.0.2"),
          .cluster { $0.taskManagers = [.at("tm1", "a")] },
        ]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.cluster()]),
      .unknown(
        "jobmanager.rpc.address: jm1",
        seen: [
          .name("tm1", .timedOut), .cluster { $0.taskManagers = [.at("tm1", "a")] },
        ]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let cluster = exam.cluster else { return [] }
    var hosts: Set<String> = []
    return (cluster.taskManagers ?? []).compactMap { taskManager in
      guard let host = taskManager.host, hosts.insert(host).inserted,
        let answer = exam.evidence.name(host)
      else { return nil }
      switch answer.outcome {
      case .resolved: return Verdict(.passed, subject: "name:\(host)")
      case .timedOut:
        return Verdict(
          .unknown(reason: "the look-up of \(host) took too long", blockedBy: nil),
          subject: "name:\(host)")
      default: return .nameless(taskManager, host, exam.isOfCluster ? .error : .info)
      }
    }
  }
}

extension Verdict {
  fileprivate static func nameless(
    _ taskManager: ClusterTaskManager, _ host: String, _ severity: Severity
  ) -> Verdict {
    let effect =
      severity == .info
      ? "Where it has none on a machine of the cluster, records do not reach it."
      : "This machine cannot send anything to it."
    return Verdict(
      .finding(severity), subject: "name:\(host)",
      message: """
        The TaskManager \(taskManager.id) is registered as \(host), which has no address on this \
        machine. \(effect)
        """,
      peer: Peer(host: host, port: taskManager.rpcPort),
      evidence: [EvidenceLine(source: "REST /taskmanagers", text: taskManager.path)],
      fix: Fix(
        "have DNS or the hosts file know \(host); or on its machine "
          + "taskmanager.network.bind-policy: ip, and restart it"),
      shows: [.unresolved(host: host), .taskManagerNotReachable],
      explains: [.taskManagerNotReachable])
  }
}
