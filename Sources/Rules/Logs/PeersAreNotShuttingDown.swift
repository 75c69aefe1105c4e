package import Diagnosis
import Evidence
import FlinkConfiguration

/// A peer in an orderly stop says so.
package struct PeersAreNotShuttingDown: Rule {
  package static let texts: [LogText] = [
    .flink("The remote system refused the association because it is shutting down."),
    .flink("terminated the association because it is shutting down"),
    .flink("The TaskExecutor is shutting down."),
  ]

  package static let card = RuleCard(
    id: "FD7010", name: "peers-are-not-shutting-down", severity: .info,
    title: "Peers are not in the middle of a stop",
    why: """
      The peer was stopping in good order when this process dialled it. By itself that is no \
      fault; where nobody meant to stop it, its own log says what did.
      """,
    fix: """
      Nothing after a planned stop; else look into the log of the peer for a signal or an \
      application status.
      """,
    sources: [
      "akka.remote.transport.ProtocolStateActor, EndpointReader"
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .taskManager(
            """
            2024-05-06 10:11:12,131 WARN  akka.remote.ReliableDeliverySupervisor [] - \
            Association with remote system [akka.tcp://flink@jm1:6123] ↓has failed, address is \
            now gated for [50] ms. Reason: [Association failed with [akka.tcp://flink@jm1:6123]] \
            Caused by: [The remote system refused the association because it is shutting down.]
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension PeersAreNotShuttingDown: LogSignature {
  package static var rank: LogRank { .stop }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    LogStatement(
      """
      \(happening.first.text.holds("TaskExecutor") ? "A TaskManager" : happening.peer(in: story)?.The ?? "The peer") \
      was shutting down in good order, as \(happening.author.the) writes, \(happening.when).
      """,
      fix: "nothing after a planned stop; else look into the log of the peer for what stopped it")
  }
}
