package import Diagnosis
import FlinkConfiguration

/// With ZooKeeper as the mode, somebody must say where it is.
package struct ZooKeeperQuorumIsSet: Rule {
  package static let card = RuleCard(
    id: "FD6104", name: "zoo-keeper-quorum-is-set", severity: .error,
    title: "high-availability.zookeeper.quorum says where ZooKeeper is",
    why: """
      Without it no process starts: `No valid ZooKeeper quorum has been specified`. With \
      `localhost` in it every machine asks a ZooKeeper of its own, so that each elects its own \
      leader, or none answers.
      """,
    fix: "Write `high-availability.zookeeper.quorum: zk1:2181,zk2:2181,zk3:2181`.",
    sources: [
      "org.apache.flink.runtime.util.ZooKeeperUtils#startCuratorFramework, run for 1.12 to 2.3"
    ],
    examples: [
      .finding("high-availability: ↓zookeeper\nhigh-availability.storageDir: hdfs:///ha"),
      .finding(
        "high-availability: zookeeper\nhigh-availability.zookeeper.quorum: ↓localhost:2181",
        seen: [.topology(.several)]),
      .finding(
        "high-availability: zookeeper\nhigh-availability.zookeeper.quorum: ↓127.0.0.1", .warning),
      .healthy(
        "high-availability: zookeeper\nhigh-availability.zookeeper.quorum: zk1:2181,zk2:2181",
        seen: [.topology(.several)]),
      .healthy(
        "high-availability: zookeeper\nhigh-availability.zookeeper.quorum: localhost:2181",
        seen: [.topology(.single)]),
      .healthy("high-availability.zookeeper.quorum: localhost:2181", seen: [.topology(.several)]),
      .healthy("high-availability: zookeeper\nrecovery.zookeeper.quorum: zk1"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard exam.highAvailability == .zookeeper, let mode = exam.highAvailabilitySetting else {
      return []
    }
    guard let quorum = exam.setting("high-availability.zookeeper.quorum"), !quorum.text.isEmpty
    else { return [.missing(mode)] }
    let servers = ZooKeeperQuorum(quorum.text).servers
    guard !servers.isEmpty, servers.allSatisfy({ Host.isLoopback($0.host) }),
      let severity = exam.severityOfLoopback(quorum)
    else { return [quorum.passed] }
    return [.loopback(quorum, severity)]
  }
}

extension Verdict {
  fileprivate static func missing(_ mode: Setting) -> Verdict {
    mode.finding(
      .error,
      """
      \(mode.key) is \(mode.text) and high-availability.zookeeper.quorum is not set: no process \
      starts (`No valid ZooKeeper quorum has been specified`).
      """,
      fix: Fix("high-availability.zookeeper.quorum: zk1:2181,zk2:2181,zk3:2181"),
      explains: [.doesNotStart(.jobManager), .doesNotStart(.taskManager), .jobManagerNotFound],
      keepsFromStarting: true)
  }

  fileprivate static func loopback(_ quorum: Setting, _ severity: Severity) -> Verdict {
    quorum.finding(
      severity,
      """
      \(quorum.key) is \(quorum.text): every machine asks a ZooKeeper on itself, so that \
      TaskManagers never learn who the leader is.
      """,
      fix: Fix("\(quorum.key): zk1:2181,zk2:2181,zk3:2181"), explains: [.jobManagerNotFound])
  }
}
