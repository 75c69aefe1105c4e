/// A TCP connection of a Flink process, as the kernel sees it: nothing is sent to find out.
package struct ConnectionEvidence: Sendable, Hashable, Codable {
  package enum State: String, Sendable, Hashable, Codable {
    case established
    /// The first packet is out, and nothing has come back.
    case synSent
    case synReceived
    /// The peer has closed, and the process has not.
    case closeWait
    /// The process has closed, and the connection is being taken down.
    case closing
  }

  /// What the kernel waits for.
  package enum Timer: String, Sendable, Hashable, Codable {
    case none
    /// An acknowledgement: when it fires the data is sent again.
    case retransmission
    case keepAlive
    /// Room at the peer, whose buffer is full: when it fires the kernel asks again.
    case windowProbe
  }

  /// The process that holds it; nil where its files may not be looked at.
  package var pid: Int?
  package var uid: Int
  package var state: State
  /// Textual addresses; IPv4 as such even where the JVM has an IPv6 socket.
  package var localAddress: String
  package var localPort: Int
  package var remoteAddress: String
  package var remotePort: Int
  package var timer: Timer
  /// How often in a row the same data, or the first packet, was sent again.
  package var retransmits: Int
  /// How often in a row the peer was asked whether its buffer has room.
  package var windowProbes: Int
  /// Bytes that the peer has not acknowledged, and those of them that were never sent.
  package var sendQueueBytes: Int
  package var unsentBytes: Int?
  /// Bytes that came and that the process has not read.
  package var receiveQueueBytes: Int
  /// All that came since the connection was made, what is not read included.
  package var bytesReceived: Int?
  /// For how long at least, where two looks or the last arrival tell.
  package var unreadForMs: Int?
  package var unackedSegments: Int?
  /// Since the connection was made.
  package var totalRetransmits: Int?
  package var dataSegmentsSent: Int?
  package var roundTripMs: Double?
  package var retransmissionTimeoutMs: Double?
  package var lastDataSentMs: Int?
  package var lastDataReceivedMs: Int?
  package var lastAckReceivedMs: Int?
  package var pathMtu: Int?

  package init(
    pid: Int? = nil, uid: Int = 0, state: State = .established, local: (String, Int),
    remote: (String, Int), timer: Timer = .none, retransmits: Int = 0, windowProbes: Int = 0,
    sendQueueBytes: Int = 0, receiveQueueBytes: Int = 0
  ) {
    self.pid = pid
    self.uid = uid
    self.state = state
    (localAddress, localPort) = local
    (remoteAddress, remotePort) = remote
    self.timer = timer
    self.retransmits = retransmits
    self.windowProbes = windowProbes
    self.sendQueueBytes = sendQueueBytes
    self.receiveQueueBytes = receiveQueueBytes
  }
}

/// A port that a Flink process listens on.
package struct ListenerEvidence: Sendable, Hashable, Codable {
  package var pid: Int?
  package var uid: Int
  /// `::` stands for every address of both families.
  package var address: String
  package var port: Int
  /// Connections that the kernel has made and the process has not taken.
  package var waiting: Int

  package init(pid: Int? = nil, uid: Int = 0, address: String, port: Int, waiting: Int = 0) {
    self.pid = pid
    self.uid = uid
    self.address = address
    self.port = port
    self.waiting = waiting
  }
}

/// The sockets of this node's Flink processes.
package struct ConnectionsEvidence: Sendable, Hashable, Codable {
  /// By process, remote address and port.
  package var connections: [ConnectionEvidence]
  package var listeners: [ListenerEvidence]
  /// Why sockets may be missing; nil when all were seen.
  package var incomplete: String?

  package init(
    connections: [ConnectionEvidence] = [], listeners: [ListenerEvidence] = [],
    incomplete: String? = nil
  ) {
    self.connections = connections
    self.listeners = listeners
    self.incomplete = incomplete
  }
}
