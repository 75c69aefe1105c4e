package import Diagnosis
import Evidence
import FlinkConfiguration

/// A data connection that ends by itself means that the TaskManager at its other end has ended.
package struct DataConnectionsLast: Rule {
  package static let texts: [LogText] = [
    .flink("This might indicate that the remote task manager was lost."),
    .flink("Lost connection to task manager '"),
    .flink("Error at remote task manager '"),
    .flink("Sending the partition request to '"),
  ]

  package static let card = RuleCard(
    id: "FD7207", name: "data-connections-last", severity: .error,
    title: "Connections between TaskManagers last as long as their job",
    why: """
      The other TaskManager closed the connection, or the kernel did when its process ended. The \
      reason is in that TaskManager's log, not in this one.
      """,
    fix: "Look into the log of the TaskManager that the line names, and for how its process ended.",
    sources: [
      "org.apache.flink.runtime.io.network.netty.CreditBasedPartitionRequestClientHandler",
      "a real TaskManager of 1.20.5, killed",
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .jobManager(
            """
            2026-11-23 00:24:23,307 INFO  org.apache.flink.runtime.executiongraph.ExecutionGraph \
                  [] - Map -> Filter -> Sink: Print to Std. Out (4/4) \
            (c7eed2ad0f9330b13cb040532c615ecb_90bea66de1c231edf33913ecd54406c1_3_0) switched \
            from RUNNING to FAILED on 10.77.0.21:6122-adb55c @ tm1.lab (dataPort=6121).
            org.apache.flink.runtime.io.network.netty.exception.RemoteTransportException: \
            Connection unexpectedly closed by remote task manager '10.77.0.22/10.77.0.22:6121 [ \
            10.77.0.22:6122-b7c4d1 ] '. ↓This might indicate that the remote task manager was \
            lost.
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension DataConnectionsLast: LogSignature {
  package static var rank: LogRank { .trace }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    let target = happening.events.lazy
      .compactMap { $0.text.part(after: "task manager '", before: "'")?.trimmed }.first
    return LogStatement(
      """
      \(happening.author.The) lost its data connection to TaskManager \
      \(target ?? "at the other end") \(happening.when): that one ended or closed it.
      """,
      fix: "look into the log of that TaskManager, and for how its process ended",
      shows: [.taskManagerNotReachable, .dataNotExchanged])
  }
}
