package import Diagnosis
package import Evidence
import FlinkConfiguration

/// Refused: the host answers, and no process listens at the port there.
package struct PeersAcceptConnections: Rule {
  package static let texts: [LogText] = [
    .of(.java, "java.net.ConnectException")
  ]

  package static let card = RuleCard(
    id: "FD7002", name: "peers-accept-connections", severity: .error,
    title: "Something listens at the addresses that the processes dial",
    why: """
      The host is reachable and answers that nothing listens at the port under this address: the \
      process there does not run, has another port since its restart, or listens on another \
      address such as 127.0.0.1. No packet filter answers like this.
      """,
    fix: "See on the host which process listens where: `ss -ltnp`.",
    sources: [
      "java.net.ConnectException",
      "org.apache.flink.shaded.netty4 AbstractChannel$AnnotatedConnectException",
      "real clusters of 1.12.5 and 1.20.5",
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .taskManager(
            """
            2026-11-22 15:21:55,141 WARN  akka.remote.ReliableDeliverySupervisor                 \
                  [] - Association with remote system [akka.tcp://flink@jobmanager:6123] ↓has \
            failed, address is now gated for [50] ms. Reason: [Association failed with \
            [akka.tcp://flink@jobmanager:6123]] Caused by: [java.net.ConnectException: \
            Connection refused: jobmanager/10.9.12.1:6123]
            """)
        ]),
      .finding(
        logs: [
          .taskManager(
            """
            2026-11-23 00:31:01,462 WARN  org.apache.pekko.remote.ReliableDeliverySupervisor     \
                  [] - Association with remote system [pekko.tcp://flink@jm1:6123] ↓has failed, \
            address is now gated for [50] ms. Reason: [Association failed with \
            [pekko.tcp://flink@jm1:6123]] Caused by: \
            [org.apache.flink.shaded.netty4.io.netty.channel.AbstractChannel$AnnotatedConnectExce\
            ption: Connection refused: jm1/10.77.0.11:6123, caused by: \
            java.net.ConnectException: Connection refused]
            """)
        ]),
      .healthyRegistration,
      .healthy(
        logs: [
          .taskManager(
            """
            2026-11-23 00:31:28,213 INFO  org.apache.flink.runtime.taskexecutor.TaskExecutor     \
                  [] - JobManager for job 4a6edf335e8aa7bfa01e358cbc844458 with leader id \
            8c4a0176014aa428126d271f8d7d41de lost leadership.
            """)
        ]),
    ])

  package init() {}
}

extension PeersAcceptConnections: LogSignature {
  package static var rank: LogRank { .network }

  package static var heals: Bool { true }

  package static func accepts(_ event: LogEvent) -> Bool {
    event.isOfAssociation && !event.text.holds("timed out")
  }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    let peer = happening.peer(in: story)
    let socket = happening.socket ?? peer?.address ?? "the address"
    let loopback = happening.events.contains { event in
      event.addresses.contains { $0.isLoopback }
    }
    let listens =
      loopback
      ? """
      It is a loopback address, which leads every machine to itself: unless both processes run on \
      one machine, the address in the configuration is wrong.
      """
      : "The host is reachable, and no process listens at that port there."
    return LogStatement(
      """
      \(happening.author.The) is refused at \(socket) \(happening.when). \(listens)
      """,
      fix: """
        see whether \(peer?.the ?? "the process") runs, and on that host on which address it \
        listens: `ss -ltn` (127.0.0.1 alone is jobmanager.bind-host or taskmanager.bind-host)
        """,
      shows: peer?.role == .taskManager ? [.taskManagerNotReachable] : [.jobManagerNotFound],
      peer: happening.remote)
  }
}
