package import Diagnosis
import FlinkConfiguration

/// ZooKeeper decides by majority: a fourth server makes nothing safer.
package struct ZooKeeperQuorumIsOdd: Rule {
  package static let card = RuleCard(
    id: "FD6106", name: "zoo-keeper-quorum-is-odd", severity: .info,
    title: "The ZooKeeper quorum has an odd number of servers, each named once",
    why: """
      ZooKeeper works while more than half of its servers do. Two servers bear no loss at all, and \
      four bear no more than three. A server named twice is one server.
      """,
    fix: "Name 3 or 5 servers, each once.",
    sources: ["ZooKeeper Administrator's Guide, Clustered (Multi-Server) Setup"],
    examples: [
      .finding("high-availability: zookeeper\nhigh-availability.zookeeper.quorum: ↓zk1:2181,zk2"),
      .finding("high-availability: zookeeper\nhigh-availability.zookeeper.quorum: ↓a,b,a:2181"),
      .healthy("high-availability: zookeeper\nhigh-availability.zookeeper.quorum: zk1,zk2,zk3"),
      .healthy("high-availability: zookeeper\nhigh-availability.zookeeper.quorum: zookeeper:2181"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard exam.highAvailability == .zookeeper,
      let setting = exam.setting("high-availability.zookeeper.quorum")
    else { return [] }
    let servers = ZooKeeperQuorum(setting.text).servers
    let different = Set(servers.map { "\($0.host):\($0.port ?? "2181")" }).count
    if different < servers.count { return [.twice(setting)] }
    let isEven = different > 0 && different.isMultiple(of: 2)
    return [isEven ? .even(setting, different) : setting.passed]
  }
}

extension Verdict {
  fileprivate static func even(_ quorum: Setting, _ count: Int) -> Verdict {
    quorum.finding(
      .info,
      """
      The quorum names \(count) ZooKeeper servers: they bear no more losses than \(count - 1) would.
      """,
      fix: Fix("name \(count + 1) servers\(count > 2 ? ", or \(count - 1)" : "")"))
  }

  fileprivate static func twice(_ quorum: Setting) -> Verdict {
    quorum.finding(
      .info, "The quorum names one ZooKeeper server twice: it is still one server.",
      fix: Fix("name each server once"))
  }
}
