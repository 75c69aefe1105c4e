package import Diagnosis
import Evidence
import FlinkConfiguration

/// A source, a look-up or a sink lost its database or never reached it.
package struct DatabasesAreReached: Rule {
  package static let texts: [LogText] = [
    .of(.java, "Communications link failure"),
    .of(.java, "Failed to restore connection to "),
    .of(.java, "Connection is not available, request timed out after "),
  ]

  package static let card = RuleCard(
    id: "FD7702", name: "databases-are-reached", severity: .error,
    title: "The databases of a job answer",
    why: """
      The driver got no connection, or the server closed it: the database is down, its address \
      or its firewall is wrong, or an idle connection was cut.
      """,
    fix: """
      Reach the database from the TaskManager's machine; look at its wait_timeout and number of \
      connections.
      """,
    sources: [
      "com.mysql.cj.jdbc.exceptions.CommunicationsException",
      "com.github.shyiko.mysql.binlog.BinaryLogClient",
      "com.zaxxer.hikari.pool.HikariPool",
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .taskManager(
            """
            2024-05-06 10:11:12,131 WARN  org.apache.flink.runtime.taskmanager.Task [] - Source: \
            orders (1/1)#0 has a fault
            Caused by: com.mysql.cj.jdbc.exceptions.CommunicationsException: ↓Communications \
            link failure
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension DatabasesAreReached: LogSignature {
  package static var rank: LogRank { .network }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    LogStatement(
      """
      \(happening.author.The) does not reach a database of the job \(happening.when), or lost \
      its connection to it\(happening.reason.map { ": \($0)" } ?? "").
      """,
      fix: """
        try the database's port from that machine; compare wait_timeout and the number of \
        connections that it allows
        """)
  }
}
