import Glibc
import Sockets
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1))) struct DialerTests {
  private let loopback = IPAddress("127.0.0.1")

  private func dial(_ address: String, _ port: Int) async throws -> DialResult? {
    let address = try #require(IPAddress(address))
    return await Dialer.with { await $0.dial(address, port: port, timeout: .seconds(2)) }
  }

  @Test func opensAndSendsNothing() async throws {
    let listener = try #require(LoopbackListener())
    async let bytes = listener.bytesOfNextConnection()
    #expect(try await dial("127.0.0.1", listener.port)?.outcome == .open)
    #expect(await bytes.isEmpty)
  }

  @Test func endsWithAResetWhereAsked() async throws {
    let listener = try #require(LoopbackListener())
    let address = try #require(loopback)
    let result = await Dialer.with {
      await $0.dial(address, port: listener.port, timeout: .seconds(2), endingAbruptly: true)
    }
    #expect(result?.outcome == .open)
    let connection = try #require(listener.nextConnection())
    defer { close(connection) }
    var byte: UInt8 = 0
    #expect(read(connection, &byte, 1) == -1)
    #expect(errno == ECONNRESET)
  }

  @Test(arguments: ["127.0.0.1", "::1", "127.99.0.1"])
  func isRefusedAtAClosedPort(address: String) async throws {
    let port = try #require(LoopbackListener.closedPort())
    #expect(try await dial(address, port)?.outcome == .failed(errno: ECONNREFUSED))
  }

  @Test(arguments: [0, -1, 65536, .max, .min])
  func refusesPortsThatAreNone(port: Int) async throws {
    #expect(try await dial("127.0.0.1", port)?.outcome == .failed(errno: EINVAL))
  }

  /// A multicast or broadcast address has no TCP; a link-local one needs its interface.
  @Test(arguments: ["255.255.255.255", "224.0.0.1", "ff02::1", "fe80::1", "fe80::1%4000000000"])
  func survivesAddressesThatCannotBeDialled(address: String) async throws {
    let outcome = try #require(try await dial(address, 6123)?.outcome)
    #expect(outcome != .open)
  }

  @Test(arguments: [Duration.zero, .seconds(-5), .seconds(Int64.max)])
  func survivesAnyTimeout(timeout: Duration) async throws {
    let address = try #require(loopback)
    let port = try #require(LoopbackListener.closedPort())
    let result = await Dialer.with { await $0.dial(address, port: port, timeout: timeout) }
    #expect(result?.outcome == .failed(errno: ECONNREFUSED))
  }

  @Test func dialsManyAtOnce() async throws {
    let listener = try #require(LoopbackListener())
    let address = try #require(loopback)
    let open = await Dialer.with { dialer in
      await withTaskGroup(of: DialResult?.self) { group in
        for _ in 0..<10 {
          group.addTask { await dialer.dial(address, port: listener.port, timeout: .seconds(2)) }
        }
        return await group.reduce(into: 0) { $0 += $1?.outcome == .open ? 1 : 0 }
      }
    }
    #expect(open == 10)
  }
}
