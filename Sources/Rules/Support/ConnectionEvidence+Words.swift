package import Diagnosis
package import Evidence
import FlinkConfiguration

extension ConnectionEvidence {
  /// `10.0.0.1:6123`, `[fd00::1]:6123`.
  package var shownPeer: String {
    remoteAddress.utf8.contains(UInt8(ascii: ":"))
      ? "[\(remoteAddress)]:\(remotePort)" : "\(remoteAddress):\(remotePort)"
  }

  package var peer: Peer { Peer(host: remoteAddress, address: remoteAddress, port: remotePort) }

  /// What the kernel says of it, in one line.
  package var line: EvidenceLine {
    var parts = ["\(state.rawValue) \(localAddress):\(localPort) - \(shownPeer)"]
    if retransmits > 0 { parts.append("sent again \(retransmits) times in a row") }
    if windowProbes > 0 { parts.append("\(windowProbes) window probes") }
    if sendQueueBytes > 0 { parts.append("\(sendQueueBytes) bytes not acknowledged") }
    if receiveQueueBytes > 0 { parts.append("\(receiveQueueBytes) bytes not read") }
    if let age = lastDataReceivedMs, state != .synSent {
      parts.append("last data came \(Self.seconds(age)) ago")
    }
    if let age = lastAckReceivedMs, sendQueueBytes > 0 {
      parts.append("last acknowledged \(Self.seconds(age)) ago")
    }
    return EvidenceLine(source: "kernel's sockets", text: parts.joined(separator: ", "))
  }

  /// `0.4 s`, `12 s`.
  package static func seconds(_ milliseconds: Int) -> String {
    milliseconds < 10_000
      ? "\(milliseconds / 1000).\(milliseconds % 1000 / 100) s" : "\(milliseconds / 1000) s"
  }
}

extension Examination {
  /// The process that holds a connection, as a subject of a sentence.
  package func owner(of connection: ConnectionEvidence) -> String {
    process(connection.pid)?.described ?? "a Flink process of user \(connection.uid)"
  }

  /// `the JobManager at 10.0.0.1:6123`, where it is known what stands at the other end.
  package func peerTitle(of connection: ConnectionEvidence) -> String {
    if isWithJobManager(connection) { return "the JobManager at \(connection.shownPeer)" }
    if isWithTaskManager(connection) { return "the TaskManager at \(connection.shownPeer)" }
    return connection.shownPeer
  }

  /// By which the fault of a connection is known as a consequence of another finding's.
  package func symptoms(of connection: ConnectionEvidence) -> Set<Symptom> {
    if isWithJobManager(connection), let endpoint = jobManagerEndpoint { return endpoint.missed }
    // Whatever closes the ports of that machine breaks its connections as well.
    let dials = evidence.dials.filter {
      $0.address == connection.remoteAddress && $0.outcome != .open
    }
    var symptoms = Set(dials.map { Symptom.unreachable(host: $0.host, port: $0.port) })
    symptoms.insert(.unreachable(host: connection.remoteAddress, port: connection.remotePort))
    // Whatever keeps a TaskManager from the JobManager breaks the connection that it had to it.
    if isWithTaskManager(connection) { symptoms.insert(.jobManagerNotFound) }
    if dials.contains(where: { $0.role == .taskManagerData && $0.port == connection.remotePort }) {
      symptoms.insert(.dataNotExchanged)
    }
    return symptoms
  }

  /// The connections to judge, one list per remote host; none where nothing was looked at.
  package func connections(
    where isMeant: (ConnectionEvidence) -> Bool
  ) -> [[ConnectionEvidence]] {
    let all = (evidence.connections?.connections ?? []).filter(isMeant)
    return Dictionary(grouping: all, by: \.remoteAddress).sorted { $0.key < $1.key }.map(\.value)
  }
}
