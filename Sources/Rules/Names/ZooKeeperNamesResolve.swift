package import Diagnosis
import Evidence
import FlinkConfiguration

/// Without an address for any server of the quorum, nobody learns who leads.
package struct ZooKeeperNamesResolve: Rule {
  package static let card = RuleCard(
    id: "FD2005", name: "zoo-keeper-names-resolve", severity: .error,
    title: "The servers of the ZooKeeper quorum have addresses on this node",
    why: """
      ZooKeeper's client passes over a server whose name it cannot resolve and tries the others. \
      With none left it tries for ever: JobManagers elect no leader, and TaskManagers and clients \
      wait for one.
      """,
    fix: "Write each server's address and name into /etc/hosts of every node, or enter it in DNS.",
    sources: ["org.apache.zookeeper.client.StaticHostProvider"],
    examples: [
      .finding(
        "high-availability.type: zookeeper\n"
          + "high-availability.zookeeper.quorum: ↓zk1:2181",
        seen: [.name("zk1", .notFound)]),
      .finding(
        "high-availability.type: zookeeper\n"
          + "high-availability.zookeeper.quorum: ↓zk1:2181,zk2:2181", .warning,
        seen: [.name("zk1", .notFound), .name("zk2", resolvesTo: "10.0.0.8")]),
      .healthy(
        "high-availability.type: zookeeper\nhigh-availability.zookeeper.quorum: zk1:2181,10.0.0.9",
        seen: [.name("zk1", resolvesTo: "10.0.0.8"), .name("10.0.0.9", resolvesTo: "10.0.0.9")]),
      .healthy(
        "high-availability.zookeeper.quorum: zk1:2181", seen: [.name("zk1", .notFound)]),
      .healthy(
        "high-availability.type: zookeeper\nhigh-availability.zookeeper.quorum: zk1:2181"),
      .unknown(
        "high-availability.type: zookeeper\nhigh-availability.zookeeper.quorum: zk1:2181",
        seen: [.deployment(.kubernetes), .name("zk1", .notFound)]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    let servers = exam.namedHosts(.zooKeeper)
    let results = servers.compactMap { server in exam.result(of: server.host).map { (server, $0) } }
    let missing = results.count { if case .missing = $0.1 { true } else { false } }
    let isAll = missing == servers.count
    return results.map { server, result in
      switch result {
      case .found: server.passed
      case .unknown(let reason): server.unknown(reason)
      case .missing(let name):
        server.missing(
          isAll ? .error : .warning, name,
          isAll
            ? "No server of the quorum is found from here: without ZooKeeper nobody learns who leads."
            : "ZooKeeper's client does without this server, so that fewer may fail.",
          explains: isAll ? [.jobManagerNotFound] : [])
      }
    }
  }
}
