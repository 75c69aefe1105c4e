package import Diagnosis
package import Evidence
import FlinkConfiguration

/// Nobody answers at all: packets are dropped on the way, or the address is nobody's.
package struct ConnectionsAreNotDropped: Rule {
  package static let texts: [LogText] = [
    .flink("Associate timed out after "),
    .flink("connection timed out: "),
    .of(.java, "java.net.ConnectException: Connection timed out"),
  ]

  package static let card = RuleCard(
    id: "FD7003", name: "connections-are-not-dropped", severity: .error,
    title: "Attempts to connect are answered, be it by a refusal",
    why: """
      The attempt ends after 20 s without any answer. A process that is down answers with a \
      refusal at once; here packets vanish: a firewall, security group or NetworkPolicy drops \
      them, or the address is that of another network or of a machine that is gone. The log of \
      the other side says nothing.
      """,
    fix: """
      Open the port between the machines; see with `nc -vz HOST PORT` from this machine whether \
      it hangs.
      """,
    sources: [
      "akka.remote.transport.ProtocolStateActor",
      "akka.tcp.timeout, pekko.tcp.timeout (20 s)",
      "real clusters of 1.12.5 and 1.20.5 behind nftables",
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .taskManager(
            """
            2026-11-22 15:35:46,230 WARN  org.apache.pekko.remote.ReliableDeliverySupervisor     \
                  [] - Association with remote system [pekko.tcp://flink@jobmanager:6123] ↓has \
            failed, address is now gated for [50] ms. Reason: [Association failed with \
            [pekko.tcp://flink@jobmanager:6123]] Caused by: [No response from remote for \
            outbound association. Associate timed out after [20000 ms].]
            """)
        ]),
      .healthyRegistration,
      .healthy(
        logs: [
          .taskManager(
            """
            2026-11-23 00:24:39,765 WARN  akka.remote.ReliableDeliverySupervisor                 \
                  [] - Association with remote system [akka.tcp://flink@jm1:6123] has failed, \
            address is now gated for [50] ms. Reason: [Association failed with \
            [akka.tcp://flink@jm1:6123]] Caused by: [No response from remote for outbound \
            association. Handshake timed out after [20000 ms].]
            """)
        ]),
    ])

  package init() {}
}

extension ConnectionsAreNotDropped: LogSignature {
  package static var rank: LogRank { .network }

  package static var heals: Bool { true }

  package static func accepts(_ event: LogEvent) -> Bool {
    event.isOfAssociation
  }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    let peer = happening.peer(in: story)
    let host = happening.address?.host ?? "HOST"
    let port = happening.address?.port.map(String.init) ?? "PORT"
    return LogStatement(
      """
      \(happening.author.The) gets no answer at all from \(peer?.the ?? "its peer") \
      \(happening.when): packets are dropped on the way there or back (firewall, security group, \
      NetworkPolicy), or the address belongs to nobody. A stopped process would refuse.
      """,
      fix: """
        see from the machine of \(happening.author.the) whether `nc -vz \(host) \(port)` hangs, \
        and open that port between the machines
        """,
      shows: peer?.role == .taskManager ? [.taskManagerNotReachable] : [.jobManagerNotFound],
      peer: happening.remote)
  }
}
