package import Diagnosis
import Evidence
import FlinkConfiguration

/// A signal asks the process to end, and it does in good order.
package struct StopsAreMeant: Rule {
  package static let texts: [LogText] = [
    .flink("RECEIVED SIGNAL ")
  ]

  package static let card = RuleCard(
    id: "FD7312", name: "stops-are-meant", severity: .info,
    title: "Processes that were told to stop were meant to",
    why: """
      SIGTERM (or SIGINT, SIGHUP) came from outside: stop-cluster.sh, systemd, `kubectl delete`, \
      a rolling update, a drained or preempted node, YARN. What follows at the peers is its \
      consequence.
      """,
    fix: """
      Nothing after a planned stop; else ask who sent it: `kubectl get events`, the journal, \
      YARN's diagnostics.
      """,
    sources: [
      "org.apache.flink.runtime.util.SignalHandler",
      "real clusters of 1.12.5, 1.20.5 and 2.3.0, stopped",
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .taskManager(
            """
            2026-11-23 00:23:01,854 INFO  \
            org.apache.flink.runtime.taskexecutor.TaskManagerRunner      [] - ↓RECEIVED SIGNAL \
            15: SIGTERM. Shutting down as requested.
            """)
        ]),
      .finding(
        logs: [
          .jobManager(
            """
            2026-11-23 00:23:18,967 WARN  org.apache.flink.runtime.entrypoint.ClusterEntrypoint  \
                  [] - ↓RECEIVED SIGNAL 15: SIGTERM. Shutting down as requested.
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension StopsAreMeant: LogSignature {
  package static var rank: LogRank { .stop }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    let signal = happening.first.text.part(after: "SIGNAL ", before: ".") ?? "a signal"
    return LogStatement(
      """
      \(happening.author.The) was told to stop (\(signal)) \(happening.when) and did so in good \
      order. What its peers saw after that follows from it.
      """,
      fix: """
        nothing if it was meant; else ask who sent it: `kubectl get events`, `journalctl`, YARN's \
        diagnostics, a drained node
        """)
  }
}
