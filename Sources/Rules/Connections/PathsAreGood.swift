package import Diagnosis
import Evidence
import FlinkConfiguration

/// Loss and long round trips make calls and heartbeats late before they make them fail.
package struct PathsAreGood: Rule {
  package static let card = RuleCard(
    id: "FD3407", name: "paths-are-good", severity: .warning,
    title: "Flink's connections lose few packets and answer quickly",
    why: """
      Of what was sent on the connection much had to be sent again, or a packet and its answer take \
      more than half a second. Calls between JobManager and TaskManagers then run into ask.timeout, \
      heartbeats come late, and data between tasks is slow.
      """,
    fix: "Look for a bad cable or port, a full link, or a path over another continent.",
    sources: ["tcp_info (Linux): tcpi_total_retrans, tcpi_data_segs_out, tcpi_rtt"],
    examples: [
      .finding(
        "jobmanager.rpc.address: jm1",
        seen: [
          .connection(to: "10.0.0.1", 6123) {
            $0.totalRetransmits = 60
            $0.dataSegmentsSent = 600
          }
        ]),
      .finding(
        "jobmanager.rpc.address: jm1",
        seen: [
          .connection(to: "10.0.0.1", 6123) {
            $0.roundTripMs = 700
            $0.dataSegmentsSent = 400
          }
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [
          .connection(to: "10.0.0.1", 6123) {
            $0.totalRetransmits = 3
            $0.dataSegmentsSent = 400
            $0.roundTripMs = 21
          }
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [
          .connection(to: "10.0.0.1", 6123) {
            $0.totalRetransmits = 16
            $0.dataSegmentsSent = 200
          }
        ]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    exam.connections { $0.state == .established && ($0.dataSegmentsSent ?? 0) >= 50 }
      .compactMap { connections in
        // What is not acknowledged now is another rule's, and counts among the retransmits.
        guard connections.allSatisfy({ $0.retransmits < 3 }) else { return nil }
        if let lossy = connections.first(where: \.isLossy) { return .lossy(lossy) }
        let slow = connections.first { ($0.roundTripMs ?? 0) >= 500 }
        return slow.map { .slow($0) }
          ?? Verdict(.passed, subject: "path:\(connections[0].remoteAddress)")
      }
  }
}

extension ConnectionEvidence {
  /// One packet in twenty; an outage that is over leaves up to fifteen.
  fileprivate var isLossy: Bool {
    let lost = totalRetransmits ?? 0
    return lost >= 40 && lost * 20 >= dataSegmentsSent ?? .max
  }
}

extension Verdict {
  fileprivate static func lossy(_ connection: ConnectionEvidence) -> Verdict {
    let lost = connection.totalRetransmits ?? 0
    let sent = max(connection.dataSegmentsSent ?? 1, 1)
    return Verdict(
      .finding(.warning), subject: "path:\(connection.remoteAddress)",
      message: """
        The path to \(connection.shownPeer) loses packets: \(lost) of \(sent) had to be sent again \
        (\(lost * 100 / sent) %), so that calls and heartbeats come late.
        """,
      peer: connection.peer, evidence: [connection.line],
      fix: Fix(
        "look for a bad cable or port, or a full link, on the way to \(connection.remoteAddress)"),
      explains: [.heartbeatsLost, .callsFail])
  }

  fileprivate static func slow(_ connection: ConnectionEvidence) -> Verdict {
    Verdict(
      .finding(.warning), subject: "path:\(connection.remoteAddress)",
      message: """
        A packet to \(connection.shownPeer) and its answer take \
        \((connection.roundTripMs ?? 0).asMilliseconds), so that calls and heartbeats come late.
        """,
      peer: connection.peer, evidence: [connection.line],
      fix: Fix("look at the path to \(connection.remoteAddress): a full link, or a far one"),
      explains: [.heartbeatsLost, .callsFail])
  }
}
