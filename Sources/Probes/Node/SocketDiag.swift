/// The kernel's list of TCP sockets (`NETLINK_SOCK_DIAG`), as bytes in and values out.
///
/// From `linux/inet_diag.h` and `linux/tcp.h`; kernels add fields at the end of `tcp_info`, so what
/// an old one does not have is nil.
package enum SocketDiag {
  package enum Family: UInt8, Sendable, CaseIterable {
    case ipv4 = 2
    case ipv6 = 10
  }

  /// `NLM_F_REQUEST | NLM_F_DUMP` for every TCP socket of a family but those in TIME-WAIT.
  package static func request(_ family: Family) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(native: UInt32(72))
    bytes.append(native: UInt16(20))  // SOCK_DIAG_BY_FAMILY
    bytes.append(native: UInt16(0x301))
    bytes.append(native: UInt32(1))
    bytes.append(native: UInt32(0))
    // Family, IPPROTO_TCP, the extension INET_DIAG_INFO, padding, the states as bits.
    bytes += [family.rawValue, 6, 1 << 1, 0]
    bytes.append(native: UInt32(0xfff & ~(1 << 6) & ~(1 << 7)))
    return bytes + [UInt8](repeating: 0, count: 48)
  }

  /// The sockets in one part of an answer, and whether it was the last part.
  package static func decode(_ bytes: [UInt8]) -> (sockets: [Socket], end: End?) {
    var sockets: [Socket] = []
    for message in NetlinkMessages(bytes: bytes).messages {
      switch message {
      case .done: return (sockets, .complete)
      case .failed(let code): return (sockets, .failed(code))
      case .data(type: 20, let body):
        if let socket = Socket(bytes, body) { sockets.append(socket) }
      case .data: break
      }
    }
    return (sockets, nil)
  }

  package enum End: Sendable, Hashable {
    case complete
    case failed(Int32)
  }
}

extension SocketDiag {
  /// One `struct inet_diag_msg` with its `tcp_info`.
  package struct Socket: Sendable, Hashable {
    package var family: UInt8
    package var state: UInt8
    package var timer: UInt8
    package var retransmits: UInt8
    package var localPort: UInt16
    package var remotePort: UInt16
    /// Four or sixteen bytes.
    package var local: [UInt8]
    package var remote: [UInt8]
    package var receiveQueue: UInt32
    package var sendQueue: UInt32
    package var uid: UInt32
    package var inode: UInt32
    package var info: Info?

    init?(_ bytes: [UInt8], _ body: Range<Int>) {
      let at = body.lowerBound
      guard body.count >= 72, let localPort = bytes.native(UInt16.self, at: at + 4),
        let remotePort = bytes.native(UInt16.self, at: at + 6),
        let receiveQueue = bytes.native(UInt32.self, at: at + 56),
        let sendQueue = bytes.native(UInt32.self, at: at + 60),
        let uid = bytes.native(UInt32.self, at: at + 64),
        let inode = bytes.native(UInt32.self, at: at + 68)
      else { return nil }
      family = bytes[at]
      state = bytes[at + 1]
      timer = bytes[at + 2]
      retransmits = bytes[at + 3]
      self.localPort = UInt16(bigEndian: localPort)
      self.remotePort = UInt16(bigEndian: remotePort)
      let width = family == Family.ipv4.rawValue ? 4 : 16
      local = Array(bytes[(at + 8)..<(at + 8 + width)])
      remote = Array(bytes[(at + 24)..<(at + 24 + width)])
      self.receiveQueue = receiveQueue
      self.sendQueue = sendQueue
      self.uid = uid
      self.inode = inode
      info = Info(attributes: bytes, (at + 72)..<body.upperBound)
    }
  }

  /// The fields of `tcp_info` that tell something about a path and a peer; times in milliseconds.
  package struct Info: Sendable, Hashable {
    package var windowProbes: UInt8
    package var backoff: UInt8
    package var retransmissionTimeout: Double
    package var unacked: UInt32
    package var lastDataSent: UInt32
    package var lastDataReceived: UInt32
    package var lastAckReceived: UInt32
    package var pathMtu: UInt32
    package var roundTrip: Double
    package var totalRetransmits: UInt32
    package var bytesReceived: UInt64?
    package var unsentBytes: UInt32?
    package var dataSegmentsSent: UInt32?

    init?(attributes bytes: [UInt8], _ range: Range<Int>) {
      var at = range.lowerBound
      while at + 4 <= range.upperBound, let length = bytes.native(UInt16.self, at: at),
        let type = bytes.native(UInt16.self, at: at + 2), length >= 4,
        at + Int(length) <= range.upperBound
      {
        if type == 2 {
          self.init(tcp: Array(bytes[(at + 4)..<(at + Int(length))]))
          return
        }
        at += (Int(length) + 3) & ~3
      }
      return nil
    }

    private init?(tcp bytes: [UInt8]) {
      guard bytes.count >= 104 else { return nil }
      let number = { (offset: Int) in bytes.native(UInt32.self, at: offset) ?? 0 }
      windowProbes = bytes[3]
      backoff = bytes[4]
      retransmissionTimeout = Double(number(8)) / 1000
      unacked = number(24)
      lastDataSent = number(44)
      lastDataReceived = number(52)
      lastAckReceived = number(56)
      pathMtu = number(60)
      roundTrip = Double(number(68)) / 1000
      totalRetransmits = number(100)
      bytesReceived = bytes.native(UInt64.self, at: 128)
      unsentBytes = bytes.native(UInt32.self, at: 144)
      dataSegmentsSent = bytes.native(UInt32.self, at: 156)
    }
  }
}

extension [UInt8] {
  fileprivate mutating func append<Number: FixedWidthInteger>(native number: Number) {
    Swift.withUnsafeBytes(of: number) { append(contentsOf: $0) }
  }
}
