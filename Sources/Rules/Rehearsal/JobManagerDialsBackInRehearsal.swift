package import Diagnosis
import Evidence

/// The JobManager opens connections of its own to every TaskManager's RPC port.
package struct JobManagerDialsBackInRehearsal: Rule {
  package static let card = RuleCard(
    id: "FD3604", name: "job-manager-dials-back-in-rehearsal", severity: .warning,
    title: "In the rehearsal the JobManager reaches every TaskManager",
    why: """
      A JobManager answers over the connection that the TaskManager opened, so that registration and \
      jobs do not hang on this way. But it dials the registered address and RPC port itself whenever \
      it has something to say and that connection is gone; what it cannot reach then stays gated and \
      silent until the TaskManager comes by itself, or is lost after heartbeat.timeout. Who cannot be \
      dialled back under the registered address often cannot be reached by other TaskManagers either.
      """,
    fix: "Open taskmanager.rpc.port from the JobManager's host, or mend the advertised address.",
    sources: [
      "akka.remote use-passive-connections: run for 1.12.5 and 1.20.5 with taskmanager.host: "
        + "localhost on another machine, which registers, and is dialled once its connection is lost"
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
            // A name without an address is another rule's finding.
            $0.paths = [.example("jm1", "tm2", .taskManagerRpc, .unresolved, at: "")]
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
    let failed = FailedWays.grouped(
      ways.filter { $0.outcome != .reached && $0.outcome != .unresolved })
    guard !failed.isEmpty else { return [Verdict(.passed, subject: "rehearsal:taskmanagers")] }
    return failed.map { ways in
      ways.verdict(
        .warning,
        message: """
          The JobManager cannot dial back \(ways.first.to) at \(ways.place): \(ways.outcome). It \
          talks over the connection that the TaskManager opened, and loses it once that breaks.
          """, key: "taskmanager.rpc.port", exam)
    }
  }
}
