package import Diagnosis
package import Evidence
import FlinkConfiguration

/// A call that the other release cannot read.
package struct RpcPartnersAreOfOneFlink: Rule {
  package static let texts: [LogText] = [
    .flink("Version mismatch between source ("),
    .flink(
      "Trying to work with offloaded serialized shuffle descriptors", since: FlinkVersion(1, 14)),
    .flink("argument of method "),
  ]

  package static let card = RuleCard(
    id: "FD7504", name: "rpc-partners-are-of-one-flink", severity: .error,
    title: "JobManager and TaskManagers run the same Flink release",
    why: """
      A message of the RPC system could not be read at its other end, because the two sides run \
      different Flink releases. They register with each other all the same; the first task shows \
      it.
      """,
    fix: "Install the same release on all machines.",
    sources: [
      "org.apache.flink.runtime.rpc.messages.RemoteRpcInvocation",
      "AkkaRpcActor, PekkoRpcActor",
      "InputGateDeploymentDescriptor",
      "TaskManagers of 1.14.6 at 1.12.5 and of 1.18.1 at 1.20.5",
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .jobManager(
            """
            2026-11-22 15:32:19,510 INFO  org.apache.flink.runtime.executiongraph.ExecutionGraph \
                  [] - Sink: Unnamed (1/1) (e19bff689c6007c106d0b0480b42e896) switched from \
            DEPLOYING to FAILED on 10.9.13.2:37363-85c467 @ tm1 (dataPort=37165).
            java.util.concurrent.CompletionException: java.lang.IllegalStateException: ↓Trying \
            to work with offloaded serialized shuffle descriptors.
            """)
        ]),
      .finding(
        logs: [
          .taskManager(
            """
            2026-11-23 00:31:41,657 WARN  org.apache.pekko.remote.ReliableDeliverySupervisor     \
                  [] - Association with remote system [pekko.tcp://flink@jm1:6123] ↓has failed, \
            address is now gated for [50] ms. Reason: [Could not deserialize 0th argument of \
            method submitTask(org.apache.flink.runtime.deployment.TaskDeploymentDescriptor, \
            org.apache.flink.runtime.jobmaster.JobMasterId, \
            org.apache.flink.api.common.time.Time, ...).] Caused by: \
            [org.apache.flink.runtime.executiongraph.IndexRange; local class incompatible: \
            stream classdesc serialVersionUID = -7381885467287327710, local class \
            serialVersionUID 
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension RpcPartnersAreOfOneFlink: LogSignature {
  package static var rank: LogRank { .proof }

  package static func accepts(_ event: LogEvent) -> Bool {
    event.text.holds("Could not deserialize") || !event.text.holds("argument of method ")
  }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    let versions = story.versions.isEmpty ? "" : " The logs tell: \(story.versions)."
    return LogStatement(
      """
      \(happening.author.The) cannot read what the other side sends \(happening.when): JobManager \
      and TaskManagers run different Flink releases.\(versions)
      """,
      fix: "install the same Flink release on all machines (compare the first lines of their logs)")
  }
}
