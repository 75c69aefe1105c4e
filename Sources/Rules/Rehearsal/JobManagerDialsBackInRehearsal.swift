package import Diagnosis
import Evidence

/// The JobManager opens connections of its own to every TaskManager's RPC port.
package struct JobManagerDialsBackInRehearsal: Rule {
  package static let card = RuleCard(
    id: "FD3604", name: "job-manager-dials-back-in-rehearsal", severity: .error,
    title: "In the rehearsal the JobManager reaches every TaskManager",
    why: """
      A TaskManager registers under an address of its own, and the JobManager answers there: it \
      connects to that address and RPC port, from which slots, tasks and heartbeats hang. What it \
      does not reach times out (`AskTimeoutException`), and the TaskManager is lost after \
      heartbeat.timeout or never gets a task.
      """,
    fix: "Open taskmanager.rpc.port from the JobManager's host, or mend the advertised address.",
    sources: [
      "ResourceManager#registerTaskExecutorInternal: it connects to the address of the registration"
    ],
    examples: [
      .finding(
        "jobmanager.rpc.address: jm1\ntaskmanager.rpc.port: ↓6122",
        seen: [
          .rehearsal {
            $0.paths = [.example("jm1", "tm2", .taskManagerRpc, .dropped, at: "10.0.0.22")]
          }
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [
          .rehearsal {
            $0.paths = [
              .example("jm1", "tm2", .taskManagerRpc, .reached, at: "10.0.0.22"),
              .example("jm1", "tm2", .taskManagerData, .dropped, at: "10.0.0.22"),
            ]
          }
        ]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let rehearsal = exam.evidence.rehearsal else { return [] }
    // A JobManager has no use for data ports: that it does not reach one is no fault.
    let ways = rehearsal.ways(.taskManagerRpc, fromJobManager: true)
    guard !ways.isEmpty else { return [] }
    let failed = FailedWays.grouped(ways.filter { $0.outcome != .reached })
    guard !failed.isEmpty else { return [Verdict(.passed, subject: "rehearsal:taskmanagers")] }
    return failed.map { ways in
      ways.verdict(
        message: """
          The JobManager cannot dial back \(ways.first.to) at \(ways.place): \(ways.outcome). It \
          gets no task, and is lost after heartbeat.timeout.
          """, key: "taskmanager.rpc.port", exam)
    }
  }
}
