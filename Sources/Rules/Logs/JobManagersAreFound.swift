package import Diagnosis
import Evidence
import FlinkConfiguration

/// A TaskManager looks its JobManager up until it finds it; the line says that it did not, not why.
package struct JobManagersAreFound: Rule {
  package static let texts: [LogText] = [
    .flink("Could not connect to rpc endpoint under address ")
  ]

  package static let card = RuleCard(
    id: "FD7101", name: "job-managers-are-found", severity: .error,
    title: "TaskManagers find the JobManager",
    why: """
      The look-up failed and is tried again every 10 s. Lines beside it say why: refused, \
      unknown name, timed out. Where there are none and the lines come every 20 s, the \
      JobManager takes the connection and does not answer to this address. Some such lines at \
      the start of a cluster, with a registration after them, are no fault.
      """,
    fix: """
      Follow the line beside it; without one compare jobmanager.rpc.address of both machines to \
      the letter.
      """,
    sources: [
      "org.apache.flink.runtime.registration.RetryingRegistration",
      "cluster.registration.error-delay (10 s)",
      "real TaskManagers of 1.12.5 to 2.3.0",
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .taskManager(
            """
            2026-11-22 15:22:46,224 INFO  org.apache.flink.runtime.taskexecutor.TaskExecutor     \
                  [] - Could not resolve ResourceManager address \
            akka.tcp://flink@jmalias:6123/user/rpc/resourcemanager_*, retrying in 10000 ms: \
            ↓Could not connect to rpc endpoint under address \
            akka.tcp://flink@jmalias:6123/user/rpc/resourcemanager_*.
            """)
        ]),
      .finding(
        logs: [
          .taskManager(
            """
            2026-11-23 00:26:16,568 INFO  org.apache.flink.runtime.taskexecutor.TaskExecutor     \
                  [] - Could not resolve ResourceManager address \
            pekko.tcp://flink@jm1.lab:6123/user/rpc/resourcemanager_*, retrying in 10000 ms: \
            ↓Could not connect to rpc endpoint under address \
            pekko.tcp://flink@jm1.lab:6123/user/rpc/resourcemanager_*.
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension JobManagersAreFound: LogSignature {
  package static var rank: LogRank { .trace }

  package static var heals: Bool { true }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    let address = happening.first.text.part(after: "endpoint under address ", before: "/user")
    return LogStatement(
      """
      \(happening.author.The) does not find \(happening.peer(in: story)?.the ?? "the JobManager") \
      under \(address ?? "its address") \(happening.when). The line does not say why.
      """,
      fix: """
        see the log of the JobManager at that time: a message dropped for a non-local recipient \
        means another spelling of its address; nothing at all means that nothing arrives there
        """,
      shows: [.jobManagerNotFound])
  }
}
