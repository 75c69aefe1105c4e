import Probes
import TestSupport
import Testing

/// The kernel's answer as bytes: what stands in it, and what must not trap.
@Suite struct SocketDiagTests {
  /// An IPv4 socket in SYN-SENT with three retransmits, as `inet_diag_msg` and `tcp_info` lay it out.
  private static func message(infoLength: Int = 160) -> [UInt8] {
    var info = [UInt8](repeating: 0, count: infoLength)
    if infoLength > 103 {
      info[3] = 2
      info.replaceSubrange(68..<72, with: [0x10, 0x27, 0, 0])
      info.replaceSubrange(100..<104, with: [7, 0, 0, 0])
    }
    var body: [UInt8] = [2, 2, 1, 3, 0x9c, 0x40, 0x17, 0xeb]
    body += [10, 0, 0, 3] + [UInt8](repeating: 0, count: 12)
    body += [10, 0, 0, 1] + [UInt8](repeating: 0, count: 12)
    body += [UInt8](repeating: 0, count: 12)
    body += [0, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 0xe8, 3, 0, 0, 0x39, 0x30, 0, 0]
    body += [UInt8(4 + infoLength), 0, 2, 0] + info
    return header(length: body.count + 16, type: 20) + body
  }

  private static func header(length: Int, type: UInt8) -> [UInt8] {
    [UInt8(length & 0xff), UInt8(length >> 8), 0, 0, type, 0, 2, 0, 1, 0, 0, 0, 0, 0, 0, 0]
  }

  @Test func readsASocket() throws {
    let (sockets, end) = SocketDiag.decode(Self.message() + Self.header(length: 16, type: 3))
    let socket = try #require(sockets.first)
    #expect(sockets.count == 1)
    #expect(end == .complete)
    #expect((socket.localPort, socket.remotePort) == (40000, 6123))
    #expect(socket.local == [10, 0, 0, 3])
    #expect(socket.remote == [10, 0, 0, 1])
    #expect((socket.state, socket.timer, socket.retransmits) == (2, 1, 3))
    #expect((socket.sendQueue, socket.uid, socket.inode) == (9, 1000, 12345))
    #expect(socket.info?.windowProbes == 2)
    #expect(socket.info?.roundTrip == 10)
    #expect(socket.info?.totalRetransmits == 7)
    #expect(socket.info?.unsentBytes == 0)
  }

  /// Kernels before 4.6 end before `tcpi_notsent_bytes`.
  @Test func readsTheShorterOneOfAnOldKernel() {
    let socket = SocketDiag.decode(Self.message(infoLength: 104)).sockets.first
    #expect(socket?.info?.totalRetransmits == 7)
    #expect(socket?.info?.unsentBytes == nil)
    #expect(SocketDiag.decode(Self.message(infoLength: 20)).sockets.first?.info == nil)
  }

  @Test func tellsAnError() {
    let error = Self.header(length: 20, type: 2) + [0xfe, 0xff, 0xff, 0xff]
    #expect(SocketDiag.decode(error).end == .failed(2))
    #expect(SocketDiag.decode(Self.header(length: 20, type: 2) + [0, 0, 0, 0x80]).end != nil)
  }

  @Test func asksForEverythingButTimeWait() {
    let request = SocketDiag.request(.ipv6)
    #expect(request.count == 72)
    #expect(Array(request[16..<20]) == [10, 6, 2, 0])
    #expect(Array(request[20..<24]) == [0x3f, 0x0f, 0, 0])
  }

  @Test func bearsBrokenAnswers() {
    let whole = Self.message() + Self.header(length: 16, type: 3)
    for end in whole.indices { _ = SocketDiag.decode(Array(whole[..<end])) }
    var random = SystemRandomNumberGenerator()
    for _ in 0..<20_000 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255)
      }
      _ = SocketDiag.decode(bytes)
    }
  }
}
