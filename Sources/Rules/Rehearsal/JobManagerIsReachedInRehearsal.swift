package import Diagnosis
import Evidence

/// TaskManagers register over the JobManager's RPC port, and fetch jars from its blob server.
package struct JobManagerIsReachedInRehearsal: Rule {
  package static let card = RuleCard(
    id: "FD3603", name: "job-manager-is-reached-in-rehearsal", severity: .error,
    title: "In the rehearsal every TaskManager reaches the JobManager",
    why: """
      A TaskManager that does not reach the JobManager's RPC port never registers, and ends itself \
      after taskmanager.registration.timeout (5 min). One that does not reach the blob server \
      registers, and then fails every task that needs a jar. The rehearsal's JobManager listened \
      there, so that a refused connection is a firewall's or an address's fault.
      """,
    fix: "Open the port, or mend the name or the address, on the way that the finding names.",
    sources: [
      "TaskExecutorToResourceManagerConnection, BlobClient: run for 1.20.5 and 1.12.5 with the same "
        + "hosts and files after the rehearsal"
    ],
    examples: [
      .finding(
        "jobmanager.rpc.address: jm1\njobmanager.rpc.port: ↓6123",
        seen: [
          .rehearsal {
            $0.paths = [.example("tm1", "jm1", .jobManagerRpc, .dropped, at: "10.0.0.1")]
          }
        ]),
      .finding(
        "jobmanager.rpc.address: jm1\nblob.server.port: ↓6124",
        seen: [
          .rehearsal {
            $0.paths = [.example("tm1", "jm1", .blobServer, .refused, at: "10.0.0.1")]
          }
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [
          .rehearsal {
            $0.paths = [
              .example("tm1", "jm1", .jobManagerRpc, .reached, at: "10.0.0.1"),
              .example(
                "tm1", "jm1", .jobManagerRpc, .refused, at: "fd00::1", isFlinks: false),
            ]
          }
        ]),
      .unknown(
        "jobmanager.rpc.address: jm1",
        seen: [
          .rehearsal {
            $0.paths = [.example("tm1", "jm1", .jobManagerRpc, .unfinished, at: "10.0.0.1")]
          }
        ]),
      .healthy("jobmanager.rpc.address: jm1"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let rehearsal = exam.evidence.rehearsal else { return [] }
    let ways = rehearsal.ways(.jobManagerRpc, .blobServer)
    guard !ways.isEmpty else { return [] }
    let failed = FailedWays.grouped(ways.filter { $0.outcome != .reached })
    guard !failed.isEmpty else { return [Verdict(.passed, subject: "rehearsal:jobmanager")] }
    return failed.map { ways in
      let isBlob = ways.first.role == .blobServer
      let key =
        isBlob
        ? "blob.server.port" : exam.jobManagerEndpoint?.portKey ?? "jobmanager.rpc.port"
      let effect =
        isBlob
        ? "tasks there fail as soon as they need a jar (`Failed to fetch BLOB`)"
        : "TaskManagers there never register, and end after taskmanager.registration.timeout"
      let port = isBlob ? "the blob server" : "the JobManager"
      return ways.verdict(
        message:
          "\(ways.sources) cannot reach \(port) at \(ways.place): \(ways.outcome). So \(effect).",
        key: key, exam)
    }
  }
}
