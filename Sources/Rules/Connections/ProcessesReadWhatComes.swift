package import Diagnosis
import Evidence
import FlinkConfiguration

/// Bytes that have come and that nobody reads show a process that does not run.
package struct ProcessesReadWhatComes: Rule {
  package static let card = RuleCard(
    id: "FD3404", name: "processes-read-what-comes", severity: .warning,
    title: "Flink's processes here read what they are sent",
    why: """
      Flink's network threads take what comes within milliseconds. Where bytes lie for seconds, the \
      process was stopped, collects garbage or waits for memory from swap, and its peers will \
      declare it dead after heartbeat.timeout.
      """,
    fix: "Look at the process: its state, its garbage collection, its swap.",
    sources: ["inet_diag (Linux): the receive queue"],
    examples: [
      .finding(
        "jobmanager.rpc.address: jm1",
        seen: [
          .process(.jobManager),
          .connection(to: "10.0.0.4", 51234, localPort: 6123) {
            $0.receiveQueueBytes = 776
            $0.unreadForMs = 6000
          },
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [
          .process(.jobManager),
          .connection(to: "10.0.0.4", 51234, localPort: 6123) { $0.receiveQueueBytes = 776 },
        ]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.connection(to: "10.0.0.1", 6123)]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    let unread = (exam.evidence.connections?.connections ?? []).filter {
      $0.state == .established && $0.receiveQueueBytes > 0 && ($0.unreadForMs ?? 0) >= 1000
    }
    return Dictionary(grouping: unread) { $0.pid ?? 0 }.sorted { $0.key < $1.key }
      .compactMap { _, all in
        all.max { ($0.unreadForMs ?? 0) < ($1.unreadForMs ?? 0) }.map { .unread($0, exam) }
      }
  }
}

extension Verdict {
  fileprivate static func unread(_ connection: ConnectionEvidence, _ exam: Examination) -> Verdict {
    let owner = exam.owner(of: connection)
    return Verdict(
      .finding(.warning), subject: "process:\(connection.pid ?? 0)",
      message: """
        \(owner.capitalised) has left \(connection.receiveQueueBytes) bytes from \
        \(connection.shownPeer) unread for \
        \(ConnectionEvidence.seconds(connection.unreadForMs ?? 0)): it does not run, or collects \
        garbage.
        """,
      peer: connection.peer, evidence: [connection.line],
      fix: Fix("look at \(owner): jcmd PID GC.heap_info, its state in top, its swap"),
      shows: connection.pid.map { [.processFrozen(pid: $0)] } ?? [],
      explains: [.heartbeatsLost, .callsFail])
  }
}
