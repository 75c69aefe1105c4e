package import Diagnosis
import Evidence
import FlinkConfiguration

/// A message to somebody who is gone.
package struct RecipientsExist: Rule {
  package static let texts: [LogText] = [
    .flink(
      "because the recipient is unreachable. This can either mean that the recipient has been terminated",
      since: FlinkVersion(1, 14))
  ]

  package static let card = RuleCard(
    id: "FD7304", name: "recipients-exist", severity: .info,
    title: "Messages have a recipient that is there",
    why: """
      The recipient of a message has ended, or its process has. It follows a lost process or the \
      end of a job.
      """,
    fix: "Mend what ended the recipient; the line goes with it.",
    sources: [
      "org.apache.flink.runtime.rpc.exceptions.RecipientUnreachableException (1.14)"
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .taskManager(
            """
            org.apache.flink.runtime.rpc.exceptions.RecipientUnreachableException: Could not \
            send message [RemoteFencedMessage(00000000000000000000000000000000, \
            RemoteRpcInvocation(JobMasterGateway.updateTaskExecutionState(TaskExecutionState)))] \
            from sender [Actor[pekko.tcp://flink@10.77.0.22:6122/temp/jobmanager_2$F]] to \
            recipient [Actor[pekko://flink/user/rpc/jobmanager_2#2030092911]], ↓because the \
            recipient is unreachable. This can either mean that the recipient has been \
            terminated or that the remote RpcService is currently not reachable.
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension RecipientsExist: LogSignature {
  package static var rank: LogRank { .trace }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    LogStatement(
      "\(happening.author.The) has messages for a recipient that is gone \(happening.when).",
      fix: "see what ended the recipient before; this line only follows it",
      shows: [.callsFail])
  }
}
