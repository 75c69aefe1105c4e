package import Diagnosis
import Evidence
import FlinkConfiguration

/// Without ZooKeeper no JobManager leads.
package struct ZooKeeperSessionsLast: Rule {
  package static let texts: [LogText] = [
    .flink("Connection to ZooKeeper suspended"),
    .flink("Connection to ZooKeeper lost"),
    .of(.java, "have not heard from server in "),
    .of(.java, "Session timeout has elapsed while SUSPENDED"),
    .of(.java, "likely server has closed socket"),
  ]

  package static let card = RuleCard(
    id: "FD7604", name: "zoo-keeper-sessions-last", severity: .error,
    title: "The sessions with ZooKeeper last",
    why: """
      The connection to ZooKeeper broke. Leadership is given up at once (or after the session \
      timeout with tolerate-suspended-connections), all jobs are suspended, and TaskManagers \
      leave them. ZooKeeper is down or overloaded, the network between them is cut, or this JVM \
      stood still for longer than its session.
      """,
    fix: """
      See `echo ruok | nc ZK 2181` and the log of ZooKeeper at that time; for a JVM that stood \
      still its garbage collection log.
      """,
    sources: [
      "org.apache.flink.runtime.leaderelection.ZooKeeperLeaderElectionDriver",
      "org.apache.zookeeper.ClientCnxn",
      "a real cluster of 1.20.5 whose ZooKeeper was killed",
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .jobManager(
            """
            2026-11-23 00:31:28,217 WARN  \
            org.apache.flink.runtime.leaderretrieval.ZooKeeperLeaderRetrievalDriver [] - \
            ↓Connection to ZooKeeper suspended, waiting for reconnection.
            """)
        ]),
      .finding(
        logs: [
          .taskManager(
            """
            2026-11-23 00:31:28,101 WARN  \
            org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.ClientCnxn [] - Session \
            0x10001936e5f0001 for server zk/10.77.0.31:2181, Closing socket connection. \
            Attempting reconnect except it is a SessionExpiredException.
            org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.ClientCnxn$EndOfStreamExcepti\
            on: Unable to read additional data from server sessionid 0x10001936e5f0001, ↓likely \
            server has closed socket
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension ZooKeeperSessionsLast: LogSignature {
  package static var rank: LogRank { .inferred }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    let pause = happening.events.lazy
      .compactMap { $0.text.part(after: "not heard from server in ", before: "ms") }
      .compactMap { Int64($0) }.max()
    let server = happening.events.lazy.flatMap(\.addresses).first.map(\.spelled)
    return LogStatement(
      """
      \(happening.author.The) lost ZooKeeper\(server.map { " (\($0))" } ?? "") \
      \(happening.when)\(pause.map { ", unheard of for \(LogTime.length($0))" } ?? ""): \
      leadership is given up and jobs are suspended.
      """,
      fix: """
        see whether ZooKeeper runs (`echo ruok | nc \
        \(server?.split(separator: ":").first.map(String.init) ?? "ZK") 2181`), its log at that \
        time, and for a pause the garbage collection log of \(happening.author.the)
        """)
  }
}
