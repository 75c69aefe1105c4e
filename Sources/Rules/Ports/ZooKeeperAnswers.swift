package import Diagnosis
import Evidence

/// With ZooKeeper nobody finds the leader but through it.
package struct ZooKeeperAnswers: Rule {
  package static let card = RuleCard(
    id: "FD3004", name: "zookeeper-answers", severity: .error,
    title: "The servers of the ZooKeeper quorum can be reached from this node",
    why: """
      JobManagers, TaskManagers and clients learn the leader's address from ZooKeeper. Where no server \
      answers, no JobManager leads, no TaskManager registers, and running jobs stop once the session \
      is over. One that does not answer is tolerated, and costs its share of connection attempts.
      """,
    fix: "Start the servers, and open their client port (2181) for every node of the cluster.",
    sources: [
      "ZooKeeperUtils#startCuratorFramework", "HighAvailabilityOptions.HA_ZOOKEEPER_QUORUM",
    ],
    examples: [
      .finding(
        quorum("↓zk1:2181,zk2:2181"),
        seen: [.dial("zk1", 2181, .refused), .dial("zk2", 2181, .dropped)]),
      .finding(quorum("↓zk1"), seen: [.expect(.down), .dial("zk1", 2181, .dropped)]),
      .finding(
        quorum("↓zk1,zk2,zk3"), .warning,
        seen: [
          .dial("zk1", 2181, .open), .dial("zk2", 2181, .refused), .dial("zk3", 2181, .open),
        ]),
      .healthy(
        quorum("zk1,zk2"), seen: [.dial("zk1", 2181, .open), .dial("zk2", 2181, .open)]),
      .healthy("high-availability.zookeeper.quorum: zk1", seen: [.dial("zk1", 2181, .refused)]),
      .unknown(quorum("zk1"), seen: [.expect(.down), .dial("zk1", 2181, .refused)]),
      .unknown(quorum("zk1"), seen: [.name("zk1", .notFound)]),
    ])

  private static func quorum(_ servers: String) -> String {
    "high-availability.type: zookeeper\nhigh-availability.zookeeper.quorum: \(servers)"
  }

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    let paths = exam.paths(to: .zooKeeper)
    let isLost = !paths.contains { $0.isOpen || $0.outcome == .untold }
    let faults = paths.filter { !$0.isOpen && $0.outcome != .untold }
    // One finding for the quorum: all of it, or the servers that are missing.
    let reported = faults.first?.peer.subject
    return exam.judgePaths(to: .zooKeeper) { path in
      path.peer.subject == reported ? .missing(faults, of: paths.count, isLost: isLost) : nil
    }
  }
}

extension Verdict {
  fileprivate static func missing(_ faults: [PathSeen], of all: Int, isLost: Bool) -> Verdict {
    let first = faults[0]
    let said = faults.map { "\($0.peer.host) at \($0.place) \($0.said)" }.joined(separator: "; ")
    var verdict = first.finding(
      isLost ? .error : .warning,
      isLost
        ? "No ZooKeeper server answers: \(said). Nobody finds a leader, and no TaskManager registers."
        : "\(faults.count) of \(all) ZooKeeper servers do not answer: \(said).",
      fix: first.outcome == .refused
        ? "start ZooKeeper on \(faults.map(\.peer.host).joined(separator: ", ")), or correct "
          + "\(first.peer.key)" : first.opening,
      explains: isLost ? [.jobManagerNotFound, .stateLost] : [])
    verdict.evidence = faults.flatMap(\.lines)
    verdict.shows = faults.reduce(into: []) { $0.formUnion($1.symptoms) }
    return verdict
  }
}
