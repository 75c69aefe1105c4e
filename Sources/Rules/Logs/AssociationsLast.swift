package import Diagnosis
package import Evidence
import FlinkConfiguration

/// A broken association is what is left of a process that ended; the line itself names no reason.
package struct AssociationsLast: Rule {
  package static let texts: [LogText] = [
    .flink("has failed, address is now gated for [")
  ]

  package static let card = RuleCard(
    id: "FD7001", name: "associations-last", severity: .error,
    title: "Associations between the processes do not break",
    why: """
      The peer closed the connection of its RPC system, or the kernel did so for it. The 50 ms \
      are the pause before the next attempt and harmless. Such a line is nearly always a \
      consequence: the peer was killed, ran out of memory, was stopped or moved, or sent what \
      the other could not read. Where both `flink` and `flink-metrics` of a host break within \
      milliseconds, its process or the whole host is gone.
      """,
    fix: """
      Look into the log of the peer at that second, and for the exit code of its process; raise \
      no timeout.
      """,
    sources: [
      "akka.remote.ReliableDeliverySupervisor, org.apache.pekko.remote.ReliableDeliverySupervisor",
      "real clusters of 1.12.5 to 2.3.0, processes killed",
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .taskManager(
            """
            2026-11-22 15:23:55,501 WARN  akka.remote.ReliableDeliverySupervisor                 \
                  [] - Association with remote system [akka.tcp://flink@jobmanager:6123] ↓has \
            failed, address is now gated for [50] ms. Reason: [Disassociated]
            """)
        ]),
      .finding(
        logs: [
          .jobManager(
            """
            2026-11-23 00:24:23,222 WARN  org.apache.pekko.remote.ReliableDeliverySupervisor     \
                  [] - Association with remote system [pekko.tcp://flink@10.77.0.22:6122] ↓has \
            failed, address is now gated for [50] ms. Reason: [Disassociated]
            """)
        ]),
      .healthyRegistration,
      .healthy(
        logs: [
          .taskManager(
            """
            2026-11-22 15:21:55,141 WARN  akka.remote.ReliableDeliverySupervisor                 \
                  [] - Association with remote system [akka.tcp://flink@jobmanager:6123] has \
            failed, address is now gated for [50] ms. Reason: [Association failed with \
            [akka.tcp://flink@jobmanager:6123]] Caused by: [java.net.ConnectException: \
            Connection refused: jobmanager/10.9.12.1:6123]
            """)
        ]),
    ])

  package init() {}
}

extension AssociationsLast: LogSignature {
  package static var rank: LogRank { .loss }

  package static var heals: Bool { true }

  package static func accepts(_ event: LogEvent) -> Bool {
    event.text.holds("Reason: [Disassociated]") && event.addresses.contains { $0.isFlinks }
  }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    let peer = happening.peer(in: story)
    let other = peer.map(\.the) ?? "its peer"
    return LogStatement(
      """
      \(happening.author.The) lost its association with \(other) \(happening.when): the connection \
      was closed from the other side. The line does not say why.
      """,
      fix: """
        look into the log of \(other) at \(LogTime.clock(happening.time)), and for how its process \
        ended (exit code, `OOMKilled`, kernel log)
        """,
      shows: peer?.role == .taskManager
        ? [.taskManagerNotReachable, .heartbeatsLost] : [.jobManagerNotFound, .heartbeatsLost],
      peer: happening.remote)
  }
}
