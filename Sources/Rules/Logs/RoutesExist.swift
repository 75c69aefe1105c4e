package import Diagnosis
package import Evidence
import FlinkConfiguration

/// The network itself says that there is no way to the address.
package struct RoutesExist: Rule {
  package static let texts: [LogText] = [
    .of(.java, "java.net.NoRouteToHostException"),
    .of(.java, "Network is unreachable"),
  ]

  package static let card = RuleCard(
    id: "FD7009", name: "routes-exist", severity: .error,
    title: "There is a route to the addresses that the processes dial",
    why: """
      A router or the machine itself answers that the host cannot be reached: it is down, in a \
      subnet without a route, or a firewall rejects with this answer (firewalld does).
      """,
    fix: "See `ip route get ADDRESS` and the firewall of the other machine.",
    sources: [
      "java.net.NoRouteToHostException (EHOSTUNREACH, ENETUNREACH)"
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
            Caused by: [java.net.NoRouteToHostException: No route to host: jm1/10.0.0.1:6123]
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension RoutesExist: LogSignature {
  package static var rank: LogRank { .network }

  package static var heals: Bool { true }

  package static func accepts(_ event: LogEvent) -> Bool {
    event.isOfAssociation
  }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    let peer = happening.peer(in: story)
    return LogStatement(
      """
      \(happening.author.The) has no route to \(happening.socket ?? peer?.address ?? "its peer") \
      \(happening.when): the host is down, the subnet has no route, or a firewall rejects it with \
      that answer.
      """,
      fix: """
        see `ip route get` for the address on the machine of \(happening.author.the), and the \
        firewall of the other (`firewall-cmd --list-all`)
        """,
      shows: peer?.role == .taskManager ? [.taskManagerNotReachable] : [.jobManagerNotFound],
      peer: happening.remote)
  }
}
