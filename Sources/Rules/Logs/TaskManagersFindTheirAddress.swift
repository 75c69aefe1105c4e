package import Diagnosis
package import Evidence
import FlinkConfiguration

/// Without taskmanager.host a TaskManager dials the JobManager from each of its addresses; this is refused.
package struct TaskManagersFindTheirAddress: Rule {
  package static let texts: [LogText] = [
    .flink("Failed to connect from address '", until: FlinkVersion(1, 13)),
    .flink("] from local address [", since: FlinkVersion(1, 14)),
  ]

  package static let card = RuleCard(
    id: "FD7107", name: "task-managers-find-their-address", severity: .error,
    title: "TaskManagers reach the JobManager when they look for their own address",
    why: """
      The TaskManager takes the address from which it reaches the JobManager. Refused from all \
      of them means that nothing listens at jobmanager.rpc.address and its port: the JobManager \
      does not run yet, listens elsewhere, or the address is that of another machine.
      """,
    fix: """
      See on the JobManager's host which process listens where: `ss -ltnp`; correct \
      jobmanager.rpc.address.
      """,
    sources: [
      "org.apache.flink.runtime.net.ConnectionUtils",
      "real clusters of 1.12.5 and 1.20.5",
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .taskManager(
            """
            2024-05-06 10:11:12,131 INFO  org.apache.flink.runtime.net.ConnectionUtils [] - \
            ↓Failed to connect from address 'tm1/10.77.0.21': Connection refused
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension TaskManagersFindTheirAddress: LogSignature {
  package static var rank: LogRank { .trace }

  package static var heals: Bool { true }

  package static func accepts(_ event: LogEvent) -> Bool {
    event.text.holds("onnection refused")
  }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    let dialled = happening.events.lazy
      .compactMap { $0.text.part(after: "Failed to connect to [", before: "]") }.first
    return LogStatement(
      """
      \(happening.author.The) is refused at \(dialled ?? "the JobManager's port") \(happening.when), \
      where it looks for its own address: nothing listens there.
      """,
      fix: """
        see whether the JobManager runs, and on its host where it listens: `ss -ltn` (127.0.0.1 \
        alone is jobmanager.bind-host); correct jobmanager.rpc.address
        """,
      shows: [.jobManagerNotFound])
  }
}
