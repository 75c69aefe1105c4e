package import Diagnosis
import Evidence
import FlinkConfiguration

/// ZooKeeper refuses or is not found.
package struct ZooKeeperIsReached: Rule {
  package static let texts: [LogText] = [
    .of(.java, "KeeperErrorCode = ConnectionLoss"),
    .flink("Unable to resolve address", since: FlinkVersion(1, 17)),
    .of(.java, "Background operation retry gave up"),
    .of(.java, ", Closing socket connection. Attempting reconnect"),
    .of(.java, "unexpected error, closing socket connection and attempting reconnect"),
  ]

  package static let card = RuleCard(
    id: "FD7606", name: "zoo-keeper-is-reached", severity: .error,
    title: "ZooKeeper is reached",
    why: """
      No server of high-availability.zookeeper.quorum answers: none runs, the port is closed, or \
      the names have no address.
      """,
    fix: "See from this machine `nc -vz ZK 2181` for every server of the quorum.",
    sources: [
      "org.apache.zookeeper.ClientCnxn, KeeperException"
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .jobManager(
            """
            2026-11-23 00:32:01,472 ERROR \
            org.apache.flink.shaded.curator5.org.apache.curator.framework.imps.CuratorFrameworkIm\
            pl [] - ↓Background operation retry gave up
            org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.KeeperException$ConnectionLos\
            sException: KeeperErrorCode = ConnectionLoss
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension ZooKeeperIsReached: LogSignature {
  package static var rank: LogRank { .network }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    // One closed socket is a server of the ensemble that restarts; the client goes to the next.
    let isOne =
      happening.count < 3 && happening.events.allSatisfy { $0.text.holds("ocket connection") }
    return LogStatement(
      """
      \(happening.author.The) does not reach ZooKeeper \(happening.when).
      """,
      fix: "see `nc -vz` to every server of high-availability.zookeeper.quorum from that machine",
      severity: isOne ? .info : nil)
  }
}
