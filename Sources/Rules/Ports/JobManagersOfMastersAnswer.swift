package import Diagnosis
import Evidence

/// With several JobManagers one of them must be there, and every one must be reachable when it leads.
package struct JobManagersOfMastersAnswer: Rule {
  package static let card = RuleCard(
    id: "FD3009", name: "job-managers-of-masters-answer", severity: .error,
    title: "The JobManagers that masters names can be reached from this node",
    why: """
      The leader may be any of the hosts of conf/masters, at a port of \
      high-availability.jobmanager.port. A firewall before one of them shows only when that one \
      leads: then TaskManagers here lose the JobManager and do not find it again.
      """,
    fix: "Open high-availability.jobmanager.port on every master for every other node.",
    sources: ["bin/config.sh#readMasters", "HighAvailabilityOptions.HA_JOB_MANAGER_PORT_RANGE"],
    examples: [
      .finding(
        masters, .warning,
        seen: [
          .file("masters", "jm1\njm2"), .dial("jm1", 50010, .open), .dial("jm2", 50010, .dropped),
        ]),
      .finding(
        masters,
        seen: [
          .file("masters", "jm1\njm2"), .dial("jm1", 50010, .open), .dial("jm2", 50010, .dropped),
          .dial("jm2", 8081, .open),
        ]),
      .finding(
        masters,
        seen: [
          .file("masters", "jm1\njm2"), .dial("jm1", 50010, .refused),
          .dial("jm2", 50010, .refused),
        ]),
      .healthy(
        masters,
        seen: [
          .file("masters", "jm1\njm2"), .dial("jm1", 50010, .refused), .dial("jm2", 50010, .open),
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1\nhigh-availability.type: zookeeper",
        seen: [.file("masters", "jm1\njm2")]),
      .healthy(
        masters, seen: [.file("masters", "jm1"), .dial("jm1", 50010, .dropped)]),
      .unknown(
        masters,
        seen: [
          .file("masters", "jm1\njm2"), .expect(.down), .dial("jm1", 50010, .refused),
          .dial("jm2", 50010, .refused),
        ]),
    ])

  private static let masters = """
    jobmanager.rpc.address: jm1
    high-availability.type: zookeeper
    high-availability.jobmanager.port: 50010
    """

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let endpoint = exam.jobManagerEndpoint, endpoint.isElected else { return [] }
    let paths = exam.paths(to: .jobManagerRpc)
    guard paths.count > 1 else { return [] }
    if exam.expectation == .up, paths.allSatisfy({ $0.outcome == .refused && !$0.peer.isSample }) {
      return [.noneRuns(paths)]
    }
    // The host of jobmanager.rpc.address is FD3001's.
    let others = exam.judgePaths(to: .jobManagerRpc) { path in
      path.isSilent ? .silent(path, exam.severityOfSilence(of: path)) : nil
    }
    return others.filter { $0.peer?.host != endpoint.host || $0.isUnknown }
  }
}

extension Verdict {
  fileprivate var isUnknown: Bool {
    if case .unknown = outcome { true } else { false }
  }

  fileprivate static func silent(_ path: PathSeen, _ severity: Severity) -> Verdict {
    path.finding(
      severity,
      """
      The JobManager's port \(path.place) of \(path.peer.host) \(path.said). When that JobManager \
      leads, TaskManagers here lose it.
      """,
      fix: path.opening, explains: severity == .error ? [.jobManagerNotFound] : [])
  }

  fileprivate static func noneRuns(_ paths: [PathSeen]) -> Verdict {
    let hosts = paths.map(\.peer.host).joined(separator: ", ")
    var verdict = paths[0].finding(
      .error,
      """
      No JobManager runs on any of the masters \(hosts): each refuses at \
      \(paths[0].peer.shownPorts), the ports of \(paths[0].peer.key). There is no leader.
      """,
      fix: "start them: bin/jobmanager.sh start on \(hosts); if they run, set "
        + "jobmanager.bind-host: 0.0.0.0 and the same \(paths[0].peer.key) on all nodes",
      explains: [.jobManagerNotFound])
    verdict.location = paths.last?.peer.place
    verdict.evidence = paths.flatMap(\.lines)
    verdict.shows = paths.reduce(into: []) { $0.formUnion($1.symptoms) }
    return verdict
  }
}
