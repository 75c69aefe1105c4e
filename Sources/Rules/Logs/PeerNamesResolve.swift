package import Diagnosis
import Evidence
import FlinkConfiguration

/// A name without an address stops everything that would go there.
package struct PeerNamesResolve: Rule {
  package static let texts: [LogText] = [
    .of(.java, "java.net.UnknownHostException"),
    .flink("Could not accept TaskManager registration."),
  ]

  package static let card = RuleCard(
    id: "FD7007", name: "peer-names-resolve", severity: .error,
    title: "The names that the processes dial have addresses",
    why: """
      The machine of this log has no address for the name: it is not in its hosts file and not \
      in DNS, or the name is misspelt, or of a container or service that is not there, or in \
      another network or namespace.
      """,
    fix: """
      Write the name into /etc/hosts of the machine or into DNS; see `getent hosts NAME` there.
      """,
    sources: [
      "java.net.UnknownHostException (getaddrinfo)",
      "a real TaskManager of 1.12.5",
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .taskManager(
            """
            2026-11-22 15:21:28,278 WARN  akka.remote.ReliableDeliverySupervisor                 \
                  [] - Association with remote system [akka.tcp://flink@jobmanagerx:6123] ↓has \
            failed, address is now gated for [50] ms. Reason: [Association failed with \
            [akka.tcp://flink@jobmanagerx:6123]] Caused by: [java.net.UnknownHostException: \
            jobmanagerx: Name or service not known]
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension PeerNamesResolve: LogSignature {
  package static var rank: LogRank { .proof }

  package static var heals: Bool { true }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    let name =
      happening.first.text.part(after: "UnknownHostException: ", before: ":")
      .map { $0.cut(to: 80).trimmed } ?? happening.taskManagerToResolve
      ?? happening.address?.host ?? "a name"
    let forRPC = happening.events.contains { $0.text.holds("gated") }
    return LogStatement(
      """
      The machine of \(happening.author.the) has no address for the name \(name) \
      \(happening.when). \(forRPC ? "Its peer is not found." : "What would connect to it fails.")
      """,
      fix: """
        see `getent hosts \(name)` on the machine of \(happening.author.the); put the name into \
        /etc/hosts or DNS there, or write the right name into the configuration
        """,
      shows: forRPC
        ? [.unresolved(host: name), .jobManagerNotFound] : [.unresolved(host: name)],
      peer: Peer(host: name))
  }
}

extension LogHappening {
  /// The name that a TaskManager registered with and the JobManager cannot look up.
  fileprivate var taskManagerToResolve: String? {
    let said = events.lazy.flatMap(\.exceptions).compactMap(\.message)
    return said.compactMap { $0.part(after: "TaskManager address ", before: " cannot be") }.first
  }
}
