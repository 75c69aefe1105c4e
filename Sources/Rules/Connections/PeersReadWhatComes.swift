package import Diagnosis
import Evidence
import FlinkConfiguration

/// A peer whose buffer stays full is alive as a machine, and its process reads nothing.
package struct PeersReadWhatComes: Rule {
  package static let card = RuleCard(
    id: "FD3403", name: "peers-read-what-comes", severity: .error,
    title: "The processes that Flink talks to read what they are sent",
    why: """
      The peer's kernel says that there is no room left: its process has stopped reading, because \
      it was stopped, collects garbage or waits for a disk. Flink's own flow control sends no more \
      than the receiver has buffers for, so that this does not happen under load alone.
      """,
    fix: "Look at the process on the peer: its state, its garbage collection, its swap.",
    sources: ["tcp_info, inet_diag (Linux): the window probe timer"],
    examples: [
      .finding(
        "jobmanager.rpc.address: jm1",
        seen: [
          .process(.taskManager),
          .connection(to: "10.0.0.1", 6123, timer: .windowProbe) {
            $0.windowProbes = 3
            $0.sendQueueBytes = 200_000
          },
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [.connection(to: "10.0.0.1", 6123, timer: .windowProbe) { $0.windowProbes = 1 }]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [.connection(to: "10.0.0.1", 6123) { $0.sendQueueBytes = 200_000 }]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    exam.connections { $0.timer == .windowProbe && $0.windowProbes > 1 }.map { connections in
      .full(connections[0], exam)
    }
  }
}

extension Verdict {
  fileprivate static func full(_ connection: ConnectionEvidence, _ exam: Examination) -> Verdict {
    Verdict(
      .finding(.error), subject: "connection:\(connection.remoteAddress)",
      message: """
        The process at \(connection.shownPeer) has stopped reading: \(connection.sendQueueBytes) \
        bytes of \(exam.owner(of: connection)) wait for room there, and its machine has been asked \
        \(connection.windowProbes) times.
        """,
      peer: connection.peer, evidence: [connection.line],
      fix: Fix(
        "look at the process on \(connection.remoteAddress): stopped, garbage collection, swap"),
      shows: exam.symptoms(of: connection),
      explains: [.heartbeatsLost, .callsFail, .silent(address: connection.remoteAddress)])
  }
}
