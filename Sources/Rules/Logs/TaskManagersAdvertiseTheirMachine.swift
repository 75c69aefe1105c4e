package import Diagnosis
package import Evidence
import FlinkConfiguration

/// A TaskManager that calls itself localhost sends every other one to itself.
package struct TaskManagersAdvertiseTheirMachine: Rule {
  package static let texts: [LogText] = [
    .flink("has failed. This might indicate that the remote task manager has been lost.")
  ]

  package static let card = RuleCard(
    id: "FD7206", name: "task-managers-advertise-their-machine", severity: .error,
    title: "TaskManagers advertise an address that leads to their machine",
    why: """
      The TaskManager at the other end registered under a loopback address (taskmanager.host: \
      localhost of the shipped configuration from 1.15 on, or a host name that /etc/hosts leads \
      to 127.0.x.x). Registration succeeds, because it opens that connection itself; the others \
      then look for it on their own machine.
      """,
    fix: """
      Remove `taskmanager.host: localhost` (and taskmanager.bind-host: localhost), or write the \
      machine's own address.
      """,
    sources: [
      "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
      "real TaskManagers of 1.12.5 and 1.20.5 on two machines",
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .taskManager(
            """
            org.apache.flink.runtime.io.network.netty.exception.RemoteTransportException: \
            Connecting to remote task manager 'localhost/127.0.0.1:41979 [ \
            localhost:42205-5b7cbf ] ' ↓has failed. This might indicate that the remote task \
            manager has been lost.
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension TaskManagersAdvertiseTheirMachine: LogSignature {
  package static var rank: LogRank { .proof }

  package static func accepts(_ event: LogEvent) -> Bool {
    event.addresses.contains(where: \.isLoopback)
  }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    let target =
      happening.first.text.part(after: "remote task manager '", before: "'")?.trimmed
      ?? happening.address?.spelled ?? "localhost"
    return LogStatement(
      """
      A TaskManager registered under a loopback address, \(target), and others look for it on \
      their own machine: its data port is never found \(happening.when), and jobs on several \
      TaskManagers fail.
      """,
      fix: """
        on every TaskManager remove `taskmanager.host: localhost` and `taskmanager.bind-host: \
        localhost`, or write `taskmanager.host: <the machine's own address>`
        """)
  }
}
