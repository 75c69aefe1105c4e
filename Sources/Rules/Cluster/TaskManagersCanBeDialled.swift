package import Diagnosis
import Evidence

/// What a place outside of the cluster can say of its TaskManagers' ports.
package struct TaskManagersCanBeDialled: Rule {
  package static let card = RuleCard(
    id: "FD8105", name: "task-managers-can-be-dialled", severity: .info,
    title: "The ports under which TaskManagers are registered answer from here",
    why: """
      Only the machines of a cluster must reach each other: the JobManager every TaskManager's RPC \
      port, the TaskManagers each other's data ports. From elsewhere an open port shows that the \
      process is there and its address is right; a closed one shows little.
      """,
    fix: "Run flinkdoctor check on a machine of the cluster.",
    sources: ["/taskmanagers: path and dataPort"],
    examples: [
      .finding(
        "",
        seen: [
          .cluster { $0.taskManagers = [.at("10.0.0.2", "a")] }, .dial("10.0.0.2", 6122, .open),
          .dial("10.0.0.2", 6121, .refused),
        ]),
      .healthy(
        "",
        seen: [
          .cluster { $0.taskManagers = [.at("10.0.0.2", "a")] }, .dial("10.0.0.2", 6122, .open),
          .dial("10.0.0.2", 6121, .open),
        ]),
      // On a machine of the cluster the rules about its ports judge.
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [
          .role(.jobManager), .cluster { $0.taskManagers = [.at("10.0.0.2", "a")] },
          .dial("10.0.0.2", 6122, .dropped),
        ]),
      .healthy("", seen: [.cluster()]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let cluster = exam.cluster, !exam.isOfCluster else { return [] }
    let paths = [PortRole.taskManagerRpc, .taskManagerData].flatMap { role in
      exam.registeredPorts(role).compactMap { PathSeen($0, in: exam.evidence) }
    }
    guard !paths.isEmpty else { return [] }
    let closed = paths.filter { !$0.isOpen }
    guard let first = closed.first else { return [Verdict(.passed, subject: cluster.subject)] }
    return [.closed(first, closed.count, of: paths, cluster)]
  }
}

extension Verdict {
  fileprivate static func closed(
    _ first: PathSeen, _ count: Int, of paths: [PathSeen], _ cluster: ClusterEvidence
  ) -> Verdict {
    Verdict(
      .finding(.info), subject: cluster.subject,
      message: """
        Of \(paths.count) ports under which TaskManagers are registered \(count) do not answer from \
        here: the \(first.peer.role.words) port \(first.place) \(first.said). Machines of the \
        cluster may reach them all the same.
        """,
      peer: Peer(host: first.peer.host, address: first.taken.address, port: first.taken.port),
      evidence: paths.filter { !$0.isOpen }.prefix(8).flatMap { $0.dials.map(\.line) },
      fix: Fix("flinkdoctor check on a machine of the cluster"))
  }
}
