package import Diagnosis
import Evidence
import FlinkConfiguration

/// A process answers to the address that it was given, to the letter, and to no other.
package struct AddressesAreTheSame: Rule {
  package static let texts: [LogText] = [
    .flink("] for non-local recipient [")
  ]

  package static let card = RuleCard(
    id: "FD7008", name: "addresses-are-the-same", severity: .error,
    title: "Processes are dialled under the address that they call their own",
    why: """
      The RPC system compares addresses as text: scheme, name and port. A message for another \
      spelling of the same machine (an IP instead of the name, a short name instead of the full \
      one, another port behind a translation, akka against pekko) is dropped with this line, and \
      the sender waits for nothing: TaskManagers look the JobManager up every 20 s for ever.
      """,
    fix: """
      Write the same jobmanager.rpc.address and port into the configuration of all machines; \
      what to listen on is jobmanager.bind-host.
      """,
    sources: [
      "akka.remote.EndpointWriter, org.apache.pekko.remote.EndpointWriter (DefaultMessageDispatcher)",
      "real pairs of 1.12.5, 1.20.5 and 2.3.0",
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .jobManager(
            """
            2026-11-22 15:22:36,411 ERROR akka.remote.EndpointWriter                             \
                  [] - dropping message [class akka.actor.ActorSelectionMessage↓] for non-local \
            recipient [Actor[akka.tcp://flink@jmalias:6123/]] arriving at \
            [akka.tcp://flink@jmalias:6123] inbound addresses are \
            [akka.tcp://flink@jobmanager:6123]
            """)
        ]),
      .finding(
        logs: [
          .jobManager(
            """
            2026-11-23 00:32:23,986 ERROR org.apache.pekko.remote.EndpointWriter                 \
                  [] - dropping message [class org.apache.pekko.actor.ActorSelectionMessage↓] \
            for non-local recipient [Actor[akka.tcp://flink@jm1:6123/]] arriving at \
            [akka.tcp://flink@jm1:6123] inbound addresses are [pekko.tcp://flink@jm1:6123]
            """)
        ]),
      // A TaskManager of 1.20.5 with taskmanager.host: localhost.
      .finding(
        logs: [
          .jobManager(
            """
            2026-11-29 14:08:49,375 ERROR org.apache.pekko.remote.EndpointWriter                 \
                  [] - dropping message [class org.apache.pekko.actor.ActorSelectionMessage↓] \
            for non-local recipient [Actor[pekko.tcp://flink-metrics@localhost:6125/]] arriving at \
            [pekko.tcp://flink-metrics@localhost:6125] inbound addresses are \
            [pekko.tcp://flink-metrics@jm1:6125]
            """)
        ]),
      .healthyRegistration,
      .healthy(
        logs: [
          .jobManager(
            """
            2024-05-06 10:11:12,131 ERROR akka.remote.EndpointWriter [] - dropping message \
            [class akka.actor.Identify] for unknown recipient \
            [Actor[akka.tcp://flink@jm1:6123/user/rpc/jobmanager_2]] arriving at \
            [akka.tcp://flink@jm1:6123] inbound addresses are [akka.tcp://flink@jm1:6123]
            """)
        ]),
    ])

  package init() {}
}

extension AddressesAreTheSame: LogSignature {
  package static var rank: LogRank { .proof }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    let text = happening.first.text
    let dialled = text.part(after: "arriving at [", before: "]") ?? "another address"
    let own = text.part(after: "inbound addresses are [", before: "]") ?? "its own"
    let schemes = [dialled, own].map { $0.part(before: "://") ?? "" }
    let isOtherFlink =
      schemes[0] != schemes[1]
      && [dialled, own].map { $0.part(after: "://") ?? "" }.allSatisfyEqual
    if happening.author.role == .jobManager, let host = Self.ownMetrics(dialled), !own.holds(host) {
      return .dialsItself(happening, dialled, host)
    }
    let why =
      isOtherFlink
      ? """
      One side runs a Flink up to 1.17 (akka) and the other one from 1.18 on (pekko), or one has \
      TLS and the other has not.
      """
      : "The two must be the same to the letter, whatever address they resolve to."
    return LogStatement(
      """
      Others dial \(dialled), and \(happening.author.the) answers to \(own) alone: it drops what \
      arrives \(happening.when). \(why)
      """,
      fix: isOtherFlink
        ? "run the same Flink release, with the same security.ssl.internal.enabled, on all machines"
        : """
        write the same `jobmanager.rpc.address` (and port) on all machines: either \
        \(own.hostPart) everywhere, or \(dialled.hostPart) on the JobManager too; listen on other \
        addresses with jobmanager.bind-host
        """,
      shows: [.jobManagerNotFound])
  }
}

extension AddressesAreTheSame {
  /// `localhost:6125` of an address of metrics that leads every machine to itself.
  fileprivate static func ownMetrics(_ dialled: String) -> String? {
    guard let place = dialled.part(after: "flink-metrics@"),
      Host.isLoopback(place.part(before: ":") ?? place)
    else { return nil }
    return place
  }
}

extension LogStatement {
  /// Of all processes the JobManager alone asks others for their metrics.
  fileprivate static func dialsItself(
    _ happening: LogHappening, _ dialled: String, _ place: String
  ) -> LogStatement {
    LogStatement(
      """
      \(happening.author.The) asks \(dialled) for metrics, reaches itself and drops what arrives \
      \(happening.when): a TaskManager registered under an address that leads every machine to \
      itself, and other TaskManagers do not find it either.
      """,
      fix: """
        see REST /taskmanagers for the one whose address begins with \
        \(place.part(before: ":") ?? place); on its machine write taskmanager.host: <its \
        name or address>, and start it again
        """,
      shows: [.taskManagerNotReachable])
  }
}

extension [String] {
  fileprivate var allSatisfyEqual: Bool { allSatisfy { $0 == self[0] } }
}

extension String {
  /// `jm1:6123` of `akka.tcp://flink@jm1:6123`.
  fileprivate var hostPart: String { part(after: "@") ?? self }
}
