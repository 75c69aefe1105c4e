import Evidence
import Glibc
import Probes
import TestSupport
import Testing

/// Who listens on a port, from `/proc`.
@Suite(.timeLimit(.minutes(1))) struct OwnPortProbeTests {
  private func look(
    _ probe: OwnPortProbe = OwnPortProbe(), at ports: Int..., processes: [ProcessEvidence] = []
  ) -> OwnPortsEvidence {
    probe.look(at: ports, processes: processes, until: .now.advanced(by: .seconds(10)))
  }

  @Test func findsItself() throws {
    let listener = try #require(LoopbackListener())
    let closed = try #require(LoopbackListener.closedPort())
    let evidence = look(
      at: listener.port, closed,
      processes: [ProcessEvidence(pid: Int(getpid()), role: .taskManager)])
    let holder = try #require(evidence.holders.first)
    #expect(evidence.holders.count == 1)
    #expect(evidence.ports == [listener.port, closed].sorted())
    #expect(holder.port == listener.port)
    #expect(holder.address == "0.0.0.0")
    #expect(holder.uid == Int(geteuid()))
    #expect(holder.pid == Int(getpid()))
    #expect(holder.role == .taskManager)
    #expect(holder.program?.isEmpty == false)
  }

  /// Recorded on Linux 6.1: a JVM that listens on 127.0.0.1, which stands mapped in an IPv6 socket.
  @Test func readsWhatTheKernelWrites() throws {
    try FakeProc.with { proc in
      try proc.write(
        "net/tcp",
        """
          sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
           0: 0100007F:17EB 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 4711 1
           1: 0B004D0A:17EB 15004D0A:C350 01 00000000:00000000 02:00000000 00000000  1000        0 4712 2
           2: nonsense
           3: 0100007F:17EB 00000000:0000 0A

        """)
      try proc.write(
        "net/tcp6",
        """
          sl  local_address                         remote_address                        st tx_queue
           0: 0000000000000000FFFF00000100007F:17EC 00000000000000000000000000000000:0000 0A 0:0 0:0 0 7 0 4713 1
           1: 00000000000000000000000000000000:1F91 00000000000000000000000000000000:0000 0A 0:0 0:0 0 0 0 4714 1
           2: 000000000000000000000000000000:1F91 00000000000000000000000000000000:0000 0A 0:0 0:0 0 0 0 4715 1

        """)
      let evidence = look(OwnPortProbe(proc: proc.path), at: 6123, 6124, 8081)
      #expect(
        evidence.holders.map { "\($0.port) \($0.address) \($0.uid)" } == [
          "6123 127.0.0.1 1000", "6124 127.0.0.1 7", "8081 :: 0",
        ])
      #expect(evidence.holders.allSatisfy { $0.pid == nil })
      #expect(
        evidence.incomplete == "which process holds which port only its user and root may see")
    }
  }

  @Test func withoutProcNothingIsKnown() throws {
    let evidence = look(OwnPortProbe(proc: "/no/such/proc"), at: 6123)
    #expect(evidence.holders.isEmpty)
    #expect(evidence.incomplete == "/no/such/proc/net/tcp cannot be read")
  }
}
