package import Diagnosis
import Evidence
import FlinkConfiguration

/// What arrives over a connection that was given up is thrown away.
package struct MessagesAreRead: Rule {
  package static let texts: [LogText] = [
    .flink("Discarding inbound message to [")
  ]

  package static let card = RuleCard(
    id: "FD7014", name: "messages-are-read", severity: .info,
    title: "Messages arrive over connections that both sides still hold",
    why: """
      This side has given the association up and throws away what still comes in. It follows a \
      frame that was too large or a message that could not be read.
      """,
    fix: "Mend what broke the association; the line goes with it.",
    sources: [
      "akka.remote.EndpointReader#notReading"
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .jobManager(
            """
            2026-11-22 15:33:37,630 WARN  akka.remote.EndpointReader                             \
                  [] - ↓Discarding inbound message to [unknown] in read-only association to \
            [akka.tcp://flink@10.9.13.2:44633]. If this happens often you may consider using \
            akka.remote.use-passive-connections=off or use Artery TCP.
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension MessagesAreRead: LogSignature {
  package static var rank: LogRank { .trace }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    LogStatement(
      """
      \(happening.author.The) throws away messages of \
      \(happening.peer(in: story)?.the ?? "a peer") \(happening.when), with which it has broken \
      its association.
      """,
      fix: "mend what broke the association before; this line only follows it",
      shows: [.callsFail])
  }
}
