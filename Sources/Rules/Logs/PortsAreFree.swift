package import Diagnosis
import Evidence
import FlinkConfiguration

/// A server of the process does not come up: somebody else has its port, or the address is not here.
package struct PortsAreFree: Rule {
  package static let texts: [LogText] = [
    .of(.java, "java.net.BindException: "),
    .of(.java, "failed: Address already in use"),
    .of(.java, "Cannot assign requested address"),
  ]

  package static let card = RuleCard(
    id: "FD7209", name: "ports-are-free", severity: .error,
    title: "The ports that a process listens at are free, and the address is its own",
    why: """
      Data port, metrics reporter, queryable state or JMX: the port is taken, or the address to \
      bind to (taskmanager.bind-host, jobmanager.bind-host, rest.bind-address) is of no \
      interface of this machine.
      """,
    fix: """
      See `ss -ltnp` for the port; write a free port or a range, and 0.0.0.0 as the bind \
      address.
      """,
    sources: [
      "java.net.BindException"
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .taskManager(
            """
            2024-05-06 10:11:12,131 ERROR \
            org.apache.flink.runtime.taskexecutor.TaskManagerRunner [] - TaskManager \
            initialization failed.
            Caused by: ↓java.net.BindException: Address already in use
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension PortsAreFree: LogSignature {
  package static var rank: LogRank { .inferred }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    let isElsewhere = happening.events.contains { $0.text.holds("Cannot assign") }
    return LogStatement(
      isElsewhere
        ? """
        \(happening.author.The) is told to listen on an address that this machine does not have \
        \(happening.when).
        """
        : """
        \(happening.author.The) cannot listen at a port \(happening.when): another process has it.
        """,
      fix: isElsewhere
        ? "write 0.0.0.0, or an address that `ip addr` shows, as the bind address"
        : "see `ss -ltnp` for who has it; write another port or a range of ports",
      shows: [.doesNotStart(happening.author.asRole)])
  }
}
