package import Diagnosis
package import Evidence
import FlinkConfiguration

/// The port takes the connection, and what listens there does not speak.
package struct PeersAnswerHandshakes: Rule {
  package static let texts: [LogText] = [
    .flink("Handshake timed out after ")
  ]

  package static let card = RuleCard(
    id: "FD7004", name: "peers-answer-handshakes", severity: .error,
    title: "What takes a connection answers the handshake of the RPC system",
    why: """
      The connection is made, so that the network is whole, and within 20 s nothing answers: \
      another program holds the port, the process there is frozen (a long garbage collection, \
      SIGSTOP, a suspended machine), or something in between accepts for it.
      """,
    fix: "See on the host which process holds the port: `ss -ltnp`.",
    sources: [
      "akka.remote.transport.ProtocolStateActor",
      "a real TaskManager of 1.12.5 against a silent listener",
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .taskManager(
            """
            2026-11-23 00:24:39,765 WARN  akka.remote.ReliableDeliverySupervisor                 \
                  [] - Association with remote system [akka.tcp://flink@jm1:6123] ↓has failed, \
            address is now gated for [50] ms. Reason: [Association failed with \
            [akka.tcp://flink@jm1:6123]] Caused by: [No response from remote for outbound \
            association. Handshake timed out after [20000 ms].]
            """)
        ]),
      .healthyRegistration,
      .healthy(
        logs: [
          .taskManager(
            """
            2026-11-22 15:35:46,230 WARN  org.apache.pekko.remote.ReliableDeliverySupervisor     \
                  [] - Association with remote system [pekko.tcp://flink@jobmanager:6123] has \
            failed, address is now gated for [50] ms. Reason: [Association failed with \
            [pekko.tcp://flink@jobmanager:6123]] Caused by: [No response from remote for \
            outbound association. Associate timed out after [20000 ms].]
            """)
        ]),
    ])

  package init() {}
}

extension PeersAnswerHandshakes: LogSignature {
  package static var rank: LogRank { .network }

  package static var heals: Bool { true }

  package static func accepts(_ event: LogEvent) -> Bool {
    event.text.holds("gated")
  }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    let peer = happening.peer(in: story)
    return LogStatement(
      """
      \(happening.author.The) connects to \(peer?.address ?? "its peer") \(happening.when), and \
      nothing answers there: another program holds the port, or the process is frozen.
      """,
      fix: """
        see on \(happening.address?.host ?? "that host") which process holds the port, `ss \
        -ltnp`, and whether it runs (`ps -o stat`, its garbage collection log)
        """,
      shows: peer?.role == .taskManager ? [.taskManagerNotReachable] : [.jobManagerNotFound],
      peer: happening.remote)
  }
}
