package import Diagnosis
import Evidence
import FlinkConfiguration

/// Data that is sent again and again without an answer is dropped on its way.
package struct PeersAcknowledge: Rule {
  package static let card = RuleCard(
    id: "FD3401", name: "peers-acknowledge", severity: .error,
    title: "What Flink's processes here send is acknowledged by the other machine",
    why: """
      A connection that was made before a firewall, a route or a cable changed looks well to both \
      processes: no packet says that it is broken. Only the kernel knows that it sends the same \
      bytes again and again. Heartbeats are lost first, and after heartbeat.timeout each side \
      declares the other dead.
      """,
    fix: """
      Find what drops the packets between the two addresses: a firewall's idle timeout or new \
      rule, a lost route, an address that moved.
      """,
    sources: ["tcp_info, inet_diag (Linux)", "RFC 6298"],
    examples: [
      .finding(
        "jobmanager.rpc.address: jm1",
        seen: [
          .process(.taskManager),
          .connection(to: "10.0.0.1", 6123, timer: .retransmission, retransmits: 4) {
            $0.sendQueueBytes = 776
            $0.lastAckReceivedMs = 13_000
          },
        ]),
      .finding(
        "jobmanager.rpc.address: jm1",
        seen: [
          .connection(to: "10.0.0.4", 41234, timer: .retransmission, retransmits: 3) {
            $0.lastAckReceivedMs = 2500
          }
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [.connection(to: "10.0.0.1", 6123, timer: .retransmission, retransmits: 1)]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [
          .connection(to: "10.0.0.1", 6123, timer: .retransmission, retransmits: 3) {
            $0.lastAckReceivedMs = 40
          }
        ]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.connection(to: "10.0.0.1", 6123)]),
      .healthy("jobmanager.rpc.address: jm1"),
    ])

  package init() {}

  /// Three in a row are 1.4 seconds and more at Linux' smallest timeout of 200 ms.
  private static let mostRetransmits = 2

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    exam.connections { $0.state == .established || $0.state == .closeWait }.map { connections in
      let broken = connections.filter {
        $0.timer == .retransmission && $0.retransmits > Self.mostRetransmits
          && ($0.lastAckReceivedMs ?? 1000) >= 1000
      }
      let first = broken.first { exam.leadsToJobManager($0) } ?? broken.first
      return first.map { .unacknowledged($0, broken.count, exam) }
        ?? Verdict(.passed, subject: "connection:\(connections[0].remoteAddress)")
    }
  }
}

extension Verdict {
  fileprivate static func unacknowledged(
    _ connection: ConnectionEvidence, _ count: Int, _ exam: Examination
  ) -> Verdict {
    let since = connection.lastAckReceivedMs.map {
      " for \(ConnectionEvidence.seconds($0))"
    }
    let others = count > 1 ? " (and on \(count - 1) more connections to this host)" : ""
    return Verdict(
      .finding(.error), subject: "connection:\(connection.remoteAddress)",
      message: """
        What \(exam.owner(of: connection)) sends to \(exam.peerTitle(of: connection)) has not been \
        acknowledged\(since ?? "")\(others): something drops the packets of this connection, and \
        both sides lose their heartbeats.
        """,
      peer: connection.peer, evidence: [connection.line],
      fix: Fix(
        "let \(connection.localAddress) and \(connection.shownPeer) exchange TCP packets again: "
          + "look for a firewall rule, a firewall that forgot the connection, or a lost route"),
      shows: exam.symptoms(of: connection),
      explains: [.heartbeatsLost, .callsFail, .silent(address: connection.remoteAddress)])
  }
}
