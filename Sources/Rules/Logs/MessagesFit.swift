package import Diagnosis
import Evidence
import FlinkConfiguration

/// A message above the limit of its sender is never sent.
package struct MessagesFit: Rule {
  package static let texts: [LogText] = [
    .flink("exceeds the maximum akka framesize.", until: FlinkVersion(1, 14)),
    .flink("Discarding oversized payload sent to "),
  ]

  package static let card = RuleCard(
    id: "FD7013", name: "messages-fit", severity: .error,
    title: "Messages are no larger than their sender may send",
    why: """
      The call is larger than akka.framesize (pekko.framesize) here and is not sent at all. \
      Large task descriptors (objects captured by a function), checkpoint acknowledgements with \
      state inside, accumulators and results of collect() grow that large.
      """,
    fix: """
      Set a larger frame size on all machines and clients, or keep large objects out of \
      functions and small state out of acknowledgements.
      """,
    sources: [
      "org.apache.flink.runtime.rpc.akka.AkkaInvocationHandler (to 1.14)",
      "akka.remote.OversizedPayloadException, EndpointWriter (all)",
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .jobManager(
            """
            2026-11-22 15:33:27,795 WARN  \
            org.apache.flink.runtime.rpc.akka.AkkaInvocationHandler [] - Could not create remote \
            rpc invocation message. Failing rpc invocation because...
            java.io.IOException: The rpc invocation size 314345 ↓exceeds the maximum akka \
            framesize.
            """)
        ]),
      .finding(
        logs: [
          .taskManager(
            """
            2026-11-22 15:40:11,120 ERROR org.apache.pekko.remote.EndpointWriter [] - Transient \
            association error (association remains live)
            org.apache.pekko.remote.OversizedPayloadException: ↓Discarding oversized payload \
            sent to Actor[pekko.tcp://flink@jm1:6123/temp/d]: max allowed size 65536 bytes, \
            actual size of encoded class org.apache.pekko.actor.ActorIdentity was 65543 bytes.
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension MessagesFit: LogSignature {
  package static var rank: LogRank { .proof }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    let text = happening.first.text
    let size =
      text.part(after: "invocation size ", before: " ")
      ?? text.part(after: " was ", before: " ") ?? "too many"
    let limit = text.part(after: "max allowed size ", before: " ").map { " of \($0) bytes" } ?? ""
    return LogStatement(
      """
      \(happening.author.The) has a message of \(size) bytes to send \(happening.when), above its \
      own limit\(limit): it is not sent, and what waits for it fails.
      """,
      fix: """
        set akka.framesize (from 1.18 pekko.framesize) above that on all machines and clients, for \
        example `104857600b`, or make the message smaller (large objects in functions, inline state)
        """,
      shows: [.callsFail])
  }
}
