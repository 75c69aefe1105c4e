package import Diagnosis
package import Evidence
import FlinkConfiguration

/// TaskManagers that cannot reach each other run no job that spans two of them.
package struct DataPortsAreReached: Rule {
  package static let texts: [LogText] = [
    .flink("has failed. This might indicate that the remote task manager has been lost.")
  ]

  package static let card = RuleCard(
    id: "FD7205", name: "data-ports-are-reached", severity: .error,
    title: "TaskManagers reach each other's data ports",
    why: """
      Records go from TaskManager to TaskManager over a port of its own (taskmanager.data.port, \
      random unless set). Registration and heartbeats work without it, and so does a job on one \
      TaskManager; the first one on two fails.
      """,
    fix: """
      Set taskmanager.data.port and open it between all TaskManagers; see that the name in the \
      line leads to that machine.
      """,
    sources: [
      "org.apache.flink.runtime.io.network.netty.PartitionRequestClientFactory",
      "real TaskManagers of 1.20.5, packets dropped",
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .taskManager(
            """
            2024-05-06 10:11:12,131 WARN  org.apache.flink.runtime.taskmanager.Task [] - Map \
            (2/4)#0 switched from RUNNING to FAILED.
            org.apache.flink.runtime.io.network.netty.exception.RemoteTransportException: \
            Connecting to remote task manager 'tm2/10.77.0.22:6121' ↓has failed. This might \
            indicate that the remote task manager has been lost.
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension DataPortsAreReached: LogSignature {
  package static var rank: LogRank { .network }

  package static func accepts(_ event: LogEvent) -> Bool {
    !event.addresses.contains(where: \.isLoopback)
  }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    let target =
      happening.first.text.part(after: "remote task manager '", before: "'")?.trimmed
      ?? "another TaskManager"
    let refused = happening.events.contains { event in
      event.exceptions.contains { $0.message?.holds("refused") == true }
    }
    return LogStatement(
      """
      \(happening.author.The) cannot connect to the data port of TaskManager \(target) \
      \(happening.when): \(refused ? "nothing listens there" : "nothing answers there"). Jobs on \
      several TaskManagers fail.
      """,
      fix: """
        `flinkdoctor check` on that machine dials it; a TaskManager that ended is told by its own \
        log, a firewall needs `taskmanager.data.port: 6121` and that port open between the \
        TaskManagers
        """,
      shows: [.taskManagerNotReachable, .dataNotExchanged])
  }
}
