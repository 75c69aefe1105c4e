package import Evidence
import Glibc
import Sockets
import SystemPackage

/// Reads the sockets of this node's Flink processes from the kernel; any user may.
///
/// Whose socket it is stands in `/proc/PID/fd`, which only its user and root see. For others a
/// socket of the same user counts as Flink's, with no process named.
package struct ConnectionProbe: Sendable {
  /// A busy JobManager has some thousands.
  static let mostConnections = 8192

  let proc: FilePath

  package init(proc: String = "/proc") {
    self.proc = FilePath(proc)
  }

  package func look(
    at processes: [ProcessEvidence], until end: ContinuousClock.Instant
  ) -> ConnectionsEvidence {
    var evidence = ConnectionsEvidence()
    guard !processes.isEmpty else { return evidence }
    var owners: [UInt32: Int] = [:]
    var strangers: Set<UInt32> = []
    for process in processes {
      guard let inodes = socketInodes(of: process.pid) else {
        strangers.insert(UInt32(truncatingIfNeeded: process.uid))
        continue
      }
      for inode in inodes { owners[inode] = process.pid }
    }
    for family in SocketDiag.Family.allCases {
      let failure = SocketDiag.each(family, until: end) { socket in
        guard owners[socket.inode] != nil || strangers.contains(socket.uid) else { return }
        evidence.add(socket, pid: owners[socket.inode])
      }
      evidence.incomplete = evidence.incomplete ?? failure
    }
    if !strangers.isEmpty {
      evidence.incomplete =
        evidence.incomplete ?? "which process holds which socket only its user and root may see"
    }
    evidence.sort()
    return evidence
  }

  private func socketInodes(of pid: Int) -> Set<UInt32>? {
    let folder = proc.appending("\(pid)/fd")
    guard let names = folderNames(folder) else { return nil }
    var inodes: Set<UInt32> = []
    for name in names {
      guard let target = linkTarget(folder.appending(name)), target.hasPrefix("socket:["),
        let inode = UInt32(target.dropFirst(8).dropLast())
      else { continue }
      inodes.insert(inode)
    }
    return inodes
  }
}

extension SocketDiag {
  /// Asks the kernel for the sockets of a family; returns why not all were seen.
  fileprivate static func each(
    _ family: Family, until end: ContinuousClock.Instant, _ body: (Socket) -> Void
  ) -> String? {
    let kind = Int32(SOCK_RAW.rawValue | SOCK_CLOEXEC.rawValue)
    let netlink = socket(AF_NETLINK, kind, 4)
    guard netlink >= 0 else { return words(errno) }
    defer { close(netlink) }
    let request = request(family)
    guard send(netlink, request, request.count, 0) == request.count else { return words(errno) }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let left = ContinuousClock.now.duration(to: end).milliseconds
      guard left > 0 else { return "the deadline came before the kernel had listed every socket" }
      var waiting = pollfd(fd: netlink, events: Int16(POLLIN), revents: 0)
      guard poll(&waiting, 1, Int32(min(left, 10_000)) + 1) > 0 else { continue }
      let count = recv(netlink, &buffer, buffer.count, Int32(MSG_DONTWAIT))
      guard count > 0 else {
        if errno == EINTR || errno == EAGAIN { continue }
        return words(errno)
      }
      let (sockets, last) = decode(Array(buffer[..<count]))
      sockets.forEach(body)
      switch last {
      case .complete?: return nil
      // A kernel without the family or without the module: nothing of it is there.
      case .failed(ENOENT)?, .failed(EAFNOSUPPORT)?: return nil
      case .failed(let code)?: return words(code)
      case .none: continue
      }
    }
  }

  private static func words(_ code: Int32) -> String {
    "the kernel lists no sockets: \(Errno(rawValue: code))"
  }
}

extension ConnectionsEvidence {
  fileprivate mutating func add(_ socket: SocketDiag.Socket, pid: Int?) {
    let local = IPAddress(socketBytes: socket.local).description
    if socket.state == 10 {
      listeners.append(
        ListenerEvidence(
          pid: pid, uid: Int(socket.uid), address: local, port: Int(socket.localPort),
          waiting: Int(socket.receiveQueue)))
      return
    }
    guard let state = ConnectionEvidence.State(kernel: socket.state),
      connections.count < ConnectionProbe.mostConnections
    else { return }
    var connection = ConnectionEvidence(
      pid: pid, uid: Int(socket.uid), state: state, local: (local, Int(socket.localPort)),
      remote: (IPAddress(socketBytes: socket.remote).description, Int(socket.remotePort)),
      timer: .init(kernel: socket.timer), retransmits: Int(socket.retransmits),
      sendQueueBytes: Int(socket.sendQueue), receiveQueueBytes: Int(socket.receiveQueue))
    if let info = socket.info { connection.add(info) }
    connections.append(connection)
  }

  fileprivate mutating func sort() {
    connections.sort { left, right in
      (left.pid ?? 0, left.remoteAddress, left.remotePort, left.localPort)
        < (right.pid ?? 0, right.remoteAddress, right.remotePort, right.localPort)
    }
    listeners.sort { ($0.port, $0.address) < ($1.port, $1.address) }
  }
}

extension ConnectionEvidence {
  fileprivate mutating func add(_ info: SocketDiag.Info) {
    // The timer of a full window counts its probes in the field of the retransmits.
    if timer == .windowProbe { retransmits = 0 }
    windowProbes = Int(info.windowProbes)
    unsentBytes = info.unsentBytes.map { Int($0) }
    bytesReceived = info.bytesReceived.map { Int(clamping: $0) }
    unackedSegments = Int(info.unacked)
    totalRetransmits = Int(info.totalRetransmits)
    dataSegmentsSent = info.dataSegmentsSent.map { Int($0) }
    roundTripMs = info.roundTrip
    retransmissionTimeoutMs = info.retransmissionTimeout
    lastDataSentMs = Int(info.lastDataSent)
    lastDataReceivedMs = Int(info.lastDataReceived)
    lastAckReceivedMs = Int(info.lastAckReceived)
    pathMtu = Int(info.pathMtu)
  }
}

extension ConnectionEvidence.State {
  /// From `net/tcp_states.h`; nil for what is no connection any more.
  fileprivate init?(kernel state: UInt8) {
    switch state {
    case 1: self = .established
    case 2: self = .synSent
    case 3, 12: self = .synReceived
    case 4, 5, 9, 11: self = .closing
    case 8: self = .closeWait
    default: return nil
    }
  }
}

extension ConnectionEvidence.Timer {
  fileprivate init(kernel timer: UInt8) {
    switch timer {
    case 1: self = .retransmission
    case 2: self = .keepAlive
    case 4: self = .windowProbe
    default: self = .none
    }
  }
}
