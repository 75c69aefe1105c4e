package import Diagnosis
import Evidence

/// TaskManagers send data to each other over their data ports, at addresses that the JobManager hands on.
package struct TaskManagersExchangeDataInRehearsal: Rule {
  package static let card = RuleCard(
    id: "FD3605", name: "task-managers-exchange-data-in-rehearsal", severity: .error,
    title: "In the rehearsal every TaskManager reaches every other's data port",
    why: """
      A task that reads from another connects to its TaskManager's data port, at the address that \
      the JobManager made of the registered name. Where that fails the job fails, restarts, and \
      fails again (`RemoteTransportException: Connecting to remote task manager … has failed`), as \
      soon as two of its tasks stand on the two machines.
      """,
    fix: "Open taskmanager.data.port between all workers, or mend the advertised address.",
    sources: [
      "NettyShuffleDescriptor: the InetSocketAddress in it is resolved on the JobManager",
      "PartitionRequestClientFactory, run for 1.12.5 and 1.20.5",
    ],
    examples: [
      .finding(
        "jobmanager.rpc.address: jm1\ntaskmanager.data.port: ↓6121",
        seen: [
          .rehearsal {
            $0.paths = [.example("tm1", "tm2", .taskManagerData, .refused, at: "10.0.0.22")]
          }
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [
          .rehearsal {
            $0.paths = [
              .example("tm1", "tm2", .taskManagerData, .reached, at: "10.0.0.22"),
              .example(
                "tm1", "tm2", .taskManagerData, .unreachable, at: "fd00::22", isFlinks: false),
            ]
          }
        ]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let rehearsal = exam.evidence.rehearsal else { return [] }
    let ways = rehearsal.ways(.taskManagerData, fromJobManager: false)
    guard !ways.isEmpty else { return [] }
    let failed = FailedWays.grouped(ways.filter { $0.outcome != .reached })
    guard !failed.isEmpty else { return [Verdict(.passed, subject: "rehearsal:data")] }
    return failed.map { ways in
      ways.verdict(
        message: """
          \(ways.sources) cannot reach the data port of \(ways.first.to) at \(ways.place): \
          \(ways.outcome). Jobs fail as soon as they exchange data there.
          """, key: "taskmanager.data.port", exam)
    }
  }
}
