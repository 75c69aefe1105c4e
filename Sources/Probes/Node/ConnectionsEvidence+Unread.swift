import Evidence

extension ConnectionsEvidence {
  /// Bytes lie in a receive queue: for a moment, or because the process does not run.
  var holdsUnread: Bool {
    connections.contains { $0.state == .established && $0.receiveQueueBytes > 0 }
  }

  /// Says of each queue how long it has been waiting, by what a second look a second later sees.
  mutating func compare(with later: ConnectionsEvidence) {
    for at in connections.indices where connections[at].receiveQueueBytes > 0 {
      let now = later.connections.first { $0.isSame(as: connections[at]) }
      guard let now, !now.hasRead(since: connections[at]) else { continue }
      connections[at].unreadForMs = max(1000, connections[at].lastDataReceivedMs ?? 0)
    }
  }
}

extension ConnectionEvidence {
  /// Whether its process took something meanwhile.
  ///
  /// That the queue is no shorter does not tell: on a busy connection the next record may have come,
  /// which often is as long as the one before.
  fileprivate func hasRead(since earlier: Self) -> Bool {
    guard let all = bytesReceived, let allBefore = earlier.bytesReceived else {
      return receiveQueueBytes < earlier.receiveQueueBytes
    }
    return all - receiveQueueBytes > allBefore - earlier.receiveQueueBytes
  }

  fileprivate func isSame(as other: Self) -> Bool {
    (localAddress, localPort, remoteAddress, remotePort)
      == (other.localAddress, other.localPort, other.remoteAddress, other.remotePort)
  }
}
