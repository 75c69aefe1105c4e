package import Diagnosis
import Evidence
import FlinkConfiguration

/// Whoever is to run tasks is registered.
package struct TaskManagersAreRegistered: Rule {
  package static let card = RuleCard(
    id: "FD8101", name: "task-managers-are-registered", severity: .error,
    title: "The TaskManagers of conf/workers are registered with the JobManager",
    why: """
      A TaskManager that is not registered gives no slots: jobs wait for them, and fail with \
      `NoResourceAvailableException` after five minutes. Its process may run and try again every ten \
      seconds.
      """,
    fix: "Run flinkdoctor check on the machine that is missing.",
    sources: ["TaskManagersHandler: /taskmanagers", "bin/config.sh: conf/workers"],
    examples: [
      .finding(
        "jobmanager.rpc.address: jm1",
        seen: [
          .file("workers", "10.0.0.2\n10.0.0.3\n10.0.0.4"), .cluster(),
        ]),
      .finding(
        "jobmanager.rpc.address: jm1",
        seen: [
          .file("workers", "tm1\ntm2"), .name("tm1", resolvesTo: "10.0.0.2"),
          .name("tm2", resolvesTo: "10.0.0.9"), .cluster(),
        ]),
      .finding(
        "jobmanager.rpc.address: jm1",
        seen: [.cluster { $0.taskManagers = [] }]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [
          .file("workers", "tm1\ntm2"), .name("tm1", resolvesTo: "10.0.0.2"),
          .name("tm2", resolvesTo: "10.0.0.3"), .cluster(),
        ]),
      // As Ubuntu's installer writes a machine's own name.
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [
          .node("tm1", addresses: "127.0.0.1", "10.0.0.2"), .file("workers", "tm1\n10.0.0.3"),
          .name("tm1", resolvesTo: "127.0.1.1"), .cluster(),
        ]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.cluster()]),
      // They come when a job needs them.
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [
          .cluster {
            $0.taskManagers = []
            $0.configuration?.append(ClusterSetting("execution.target", "kubernetes-session"))
          }
        ]),
      .unknown(
        "jobmanager.rpc.address: jm1", seen: [.file("workers", "tm1\n10.0.0.3"), .cluster()]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let cluster = exam.cluster, let registered = cluster.taskManagers else { return [] }
    if registered.isEmpty {
      switch exam.runningDeployment {
      case .kubernetesNative, .yarn: return [Verdict(.passed, subject: cluster.subject)]
      case .standalone, .docker, .kubernetes: return [.none(cluster)]
      }
    }
    return exam.workerEntries.map { worker in
      let name = exam.evidence.name(worker.host)
      var addresses = name?.addresses ?? [worker.host]
      // A machine may know itself as 127.0.1.1, and registers under what others know.
      if exam.isThisNode(worker.host) { addresses += exam.evidence.node?.addresses ?? [] }
      let isThere = registered.contains { taskManager in
        guard let host = taskManager.host else { return false }
        // One that calls itself localhost may be anyone: another rule's business.
        return host == worker.host || addresses.contains(host) || Host.isLoopback(host)
          || exam.evidence.name(host)?.addresses.contains(where: addresses.contains) == true
      }
      if isThere { return Verdict(.passed, subject: "taskmanager:\(worker.host)") }
      guard name?.outcome == .resolved || Host.isIPv4(worker.host) || worker.host.contains(":")
      else {
        return Verdict(
          .unknown(
            reason: "\(worker.host) has no address here, by which it could be told",
            blockedBy: "name:\(worker.host)"),
          subject: "taskmanager:\(worker.host)", location: worker.place)
      }
      return .missing(worker, name?.addresses ?? [], of: cluster)
    }
  }
}

extension Verdict {
  fileprivate static func none(_ cluster: ClusterEvidence) -> Verdict {
    Verdict(
      .finding(.error), subject: cluster.subject,
      message: """
        No TaskManager is registered at \(cluster.url): the cluster has no slots, and every job \
        waits for them until it fails.
        """,
      peer: cluster.peer, evidence: [cluster.line("/taskmanagers", "none")],
      fix: Fix(
        "start them (bin/taskmanager.sh start); where they run, flinkdoctor check on their machines"
      ),
      shows: [.jobManagerNotFound, .taskManagerNotReachable], explains: [.jobsFail])
  }

  fileprivate static func missing(
    _ worker: Examination.HostEntry, _ addresses: [String], of cluster: ClusterEvidence
  ) -> Verdict {
    let there = (cluster.taskManagers ?? []).prefix(8).map(\.id)
    return Verdict(
      .finding(.error), subject: "taskmanager:\(worker.host)",
      message: """
        The worker \(worker.host) has no TaskManager registered at \(cluster.url): its slots are \
        missing.
        """,
      location: worker.place,
      peer: Peer(host: worker.host, address: addresses.count == 1 ? addresses[0] : nil),
      evidence: [cluster.line("/taskmanagers", there.joined(separator: ", "))],
      fix: Fix("on \(worker.host): bin/taskmanager.sh start; where it runs, flinkdoctor check"),
      shows: [
        .doesNotStart(.taskManager), .taskManagerNotReachable, .taskManagerNotRegistered,
        .jobManagerNotFound,
      ],
      explains: [.jobsFail])
  }
}
