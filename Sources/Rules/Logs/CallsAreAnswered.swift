package import Diagnosis
import Evidence
import FlinkConfiguration

/// A call without an answer in ten seconds fails.
package struct CallsAreAnswered: Rule {
  package static let texts: [LogText] = [
    .of(.scala, "Ask timed out on ["),
    .flink("timed out. This is usually caused by: 1) ", since: FlinkVersion(1, 15)),
    .flink(" not responding after a rpcTimeout of "),
  ]

  package static let card = RuleCard(
    id: "FD7303", name: "calls-are-answered", severity: .error,
    title: "Calls between the processes are answered in time",
    why: """
      The other side did not answer within ask.timeout (10 s): it is gone, stands still or is \
      overloaded, or the call or its answer was too large to be sent. An address without `.tcp` \
      is in the same JVM: then it is load or garbage collection, never the network.
      """,
    fix: "Look into the log of the recipient at that time.",
    sources: [
      "akka.pattern.AskTimeoutException",
      "PekkoInvocationHandler",
      "real pairs of 1.12.5 and 1.20.5",
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .jobManager(
            """
            Caused by: akka.pattern.AskTimeoutException: ↓Ask timed out on \
            [Actor[akka.tcp://flink@10.9.13.2:44633/user/rpc/taskmanager_0#-441539969]] after \
            [10000 ms]. Message of type \
            [org.apache.flink.runtime.rpc.messages.RemoteRpcInvocation]. A typical reason for \
            `AskTimeoutException` is that the recipient actor didn't send a reply.
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension CallsAreAnswered: LogSignature {
  package static var rank: LogRank { .loss }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    let recipient = happening.events.lazy.flatMap(\.addresses).first { $0.path != nil }
    let isSame = recipient.map { $0.scheme == "akka" || $0.scheme == "pekko" } == true
    return LogStatement(
      """
      Calls of \(happening.author.the) to \
      \(recipient.map { "\($0.path ?? "") at \($0.spelled)" } ?? "another process") are not \
      answered in time \
      \(happening.when).\(isSame ? " It is the same JVM: load or garbage collection, not the network." : "")
      """,
      fix: """
        look into the log of the recipient at that time: gone, a gap (garbage collection), or a \
        frame that was too large
        """,
      shows: [.callsFail])
  }
}
