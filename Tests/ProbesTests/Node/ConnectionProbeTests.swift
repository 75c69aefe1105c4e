import Evidence
import Glibc
import Probes
import TestSupport
import Testing

/// Against the kernel of this machine: the test's own sockets.
@Suite struct ConnectionProbeTests {
  private let own = ProcessEvidence(pid: Int(getpid()), role: .jobManager, uid: Int(getuid()))

  private func look() -> ConnectionsEvidence {
    ConnectionProbe().look(at: [own], until: .now.advanced(by: .seconds(5)))
  }

  @Test func seesListenersAndConnections() throws {
    let listener = try #require(LoopbackListener())
    let client = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(client) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(UInt16(listener.port).bigEndian)
    address.sin_addr.s_addr = in_addr_t(UInt32(0x7f00_0001).bigEndian)
    let status = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(client, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    try #require(status == 0)
    #expect(write(client, "unread", 6) == 6)

    let seen = look()
    #expect(seen.incomplete == nil)
    let heard = try #require(seen.listeners.first { $0.port == listener.port })
    #expect(heard.pid == own.pid)
    #expect(heard.address == "0.0.0.0")
    let connection = try #require(seen.connections.first { $0.remotePort == listener.port })
    #expect(connection.state == .established)
    #expect(connection.pid == own.pid)
    #expect(connection.remoteAddress == "127.0.0.1")
    #expect(connection.retransmits == 0)
    #expect(connection.roundTripMs != nil)
    #expect(connection.totalRetransmits == 0)
    #expect(connection.dataSegmentsSent == 1)
  }

  @Test func asksNothingWithoutAProcess() {
    let seen = ConnectionProbe().look(at: [], until: .now.advanced(by: .seconds(5)))
    #expect(seen == ConnectionsEvidence())
  }

  @Test func isBoundByTheDeadline() {
    let seen = ConnectionProbe().look(at: [own], until: .now)
    #expect(seen.connections.isEmpty)
    #expect(seen.incomplete?.contains("deadline") == true)
  }
}
