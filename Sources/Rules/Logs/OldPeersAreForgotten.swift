package import Diagnosis
import Evidence
import FlinkConfiguration

/// Two days after a process ended, its peer gives the address up; that is no fault of today.
package struct OldPeersAreForgotten: Rule {
  package static let texts: [LogText] = [
    .flink("Remote system has been silent for too long. ")
  ]

  package static let card = RuleCard(
    id: "FD7006", name: "old-peers-are-forgotten", severity: .info,
    title: "Peers that ended days ago are forgotten",
    why: """
      The RPC system gives an address up after 48 hours without a word from it. It nearly always \
      is the address of a TaskManager or JobManager that ended two days ago; only where a \
      process of today has that address does it matter.
      """,
    fix: """
      Nothing, unless the address is in the list of TaskManagers now; then restart that process.
      """,
    sources: [
      "akka.remote.ReliableDeliverySupervisor (quarantine-after-silence, 48 h)"
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .jobManager(
            """
            2022-03-04 12:00:01,000 ERROR akka.remote.Remoting [] - Association to \
            [akka.tcp://flink@10.0.0.7:40123] with UID [-1390874326] irrecoverably failed. \
            Quarantining address.
            java.util.concurrent.TimeoutException: ↓Remote system has been silent for too long. \
            (more than 48.0 hours)
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension OldPeersAreForgotten: LogSignature {
  package static var rank: LogRank { .note }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    LogStatement(
      """
      \(happening.author.The) gives up an address that was silent for 48 hours \(happening.when): \
      a process that ended then, as a rule, and nothing of today.
      """,
      fix: "nothing, unless a TaskManager of today has that address: then restart it")
  }
}
