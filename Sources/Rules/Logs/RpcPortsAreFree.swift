package import Diagnosis
package import Evidence
import FlinkConfiguration

/// A port that somebody else holds keeps the process from starting.
package struct RpcPortsAreFree: Rule {
  package static let texts: [LogText] = [
    .flink("Could not start actor system on any port in port range ")
  ]

  package static let card = RuleCard(
    id: "FD7201", name: "rpc-ports-are-free", severity: .error,
    title: "The RPC ports are free when the processes start",
    why: """
      Another process listens at every port that this one may take: a previous JobManager or \
      TaskManager that still runs (its pid file was cleaned out of /tmp, so that stop-cluster.sh \
      knows nothing of it), a second TaskManager on the machine with the same fixed port, or \
      another program. The process ends.
      """,
    fix: """
      See `ss -ltnp` for who holds the port; end the old process, or give a free port or a range.
      """,
    sources: [
      "org.apache.flink.runtime.rpc.akka.AkkaBootstrapTools, ActorSystemBootstrapTools",
      "a real JobManager of 1.12.5 beside a listener",
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .jobManager(
            """
            2026-11-23 00:24:21,246 INFO  org.apache.flink.runtime.entrypoint.ClusterEntrypoint  \
                  [] - Shutting StandaloneSessionClusterEntrypoint↓ down with application status \
            FAILED. Diagnostics java.net.BindException: Could not start actor system on any port \
            in port range 6123
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension RpcPortsAreFree: LogSignature {
  package static var rank: LogRank { .proof }

  package static func accepts(_ event: LogEvent) -> Bool {
    event.level != .debug
  }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    let ports = happening.first.text.part(after: "in port range ")?.prefix {
      $0.isNumber || "-,".contains($0)
    }
    let shown = ports.map(String.init) ?? "its port"
    return LogStatement(
      """
      \(happening.author.The) ended at its start \(happening.when), because another process \
      listens at \(shown): none of the ports that it may take is free.
      """,
      fix: """
        see who holds it, `ss -ltnp 'sport = :\(shown.prefix { $0.isNumber })'`: an older Flink \
        process is ended by its pid, any other one needs another jobmanager.rpc.port \
        (taskmanager.rpc.port)
        """,
      shows: [.doesNotStart(happening.author.asRole)])
  }
}
