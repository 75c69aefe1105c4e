package import Diagnosis
import Evidence
import FlinkConfiguration

/// A message for another leader is thrown away.
package struct FencingTokensAgree: Rule {
  package static let texts: [LogText] = [
    .flink("Fencing token mismatch: Ignoring message "),
    .flink("Fencing token not set: Ignoring message "),
  ]

  package static let card = RuleCard(
    id: "FD7103", name: "fencing-tokens-agree", severity: .info,
    title: "Messages carry the token of the leader that they reach",
    why: """
      Every leader has a token, and messages with another one are ignored. Around a change of \
      leaders that is normal. A token of zeros from a TaskManager means that it is configured \
      without high availability while the JobManager has it; other tokens for ever mean that two \
      clusters share one high-availability.cluster-id.
      """,
    fix: """
      Write the same high-availability keys on all machines, and a cluster-id for each cluster.
      """,
    sources: [
      "org.apache.flink.runtime.rpc.akka.FencedAkkaRpcActor, FencedPekkoRpcActor"
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .jobManager(
            """
            2024-05-06 10:11:12,131 WARN  org.apache.flink.runtime.rpc.akka.FencedAkkaRpcActor \
            [] - ↓Fencing token mismatch: Ignoring message \
            RemoteFencedMessage(00000000000000000000000000000000, \
            RemoteRpcInvocation(registerTaskExecutor(TaskExecutorRegistration, Time))) because \
            the fencing token 00000000000000000000000000000000 did not match the expected \
            fencing token 9e7dbb9a75a5a8cb8ef2b2e6d1b46d1f.
            """)
        ], .error),
      .healthyRegistration,
    ])

  package init() {}
}

extension FencingTokensAgree: LogSignature {
  package static var rank: LogRank { .trace }

  package static var heals: Bool { true }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    let zeros = happening.events.contains {
      $0.text.holds("fencing token 00000000000000000000000000000000")
    }
    return LogStatement(
      """
      \(happening.author.The) ignores messages with another leader's token \(happening.when). \
      \(zeros ? "The token is all zeros: the sender is configured without high availability." : "Around a change of leaders that is normal.")
      """,
      fix:
        "compare the high-availability keys of all machines, and the cluster-ids of all clusters",
      severity: zeros ? .error : nil, shows: [.jobManagerNotFound])
  }
}
