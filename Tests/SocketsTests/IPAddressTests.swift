import Sockets
import Testing

@Suite struct IPAddressTests {
  @Test(arguments: [
    ("10.0.0.1", "10.0.0.1"),
    ("::1", "::1"),
    ("[::1]", "::1"),
    ("FD00:0:0:0:0:0:0:2", "fd00::2"),
    ("::ffff:10.0.0.1", "::ffff:10.0.0.1"),
    ("fe80::1%lo", "fe80::1%lo"),
    ("fe80::1%1", "fe80::1%lo"),
    ("fe80::1%4000000000", "fe80::1%4000000000"),
  ])
  func readsLiterals(text: String, description: String) {
    #expect(IPAddress(text)?.description == description)
  }

  @Test(arguments: [
    "", "jm1", "localhost", "10.0.0", "010.0.0.1", "10.0.0.256", "10.0.0.1%lo", "[10.0.0.1", "[]",
    "::1%", "::1%no-such-interface", "::1%99999999999", "::1\0", "10.0.0.1\0x", ":::", "%", "[%]",
  ])
  func refusesTheRest(text: String) {
    #expect(IPAddress(text) == nil)
  }

  @Test(arguments: ["127.0.0.1", "127.0.1.1", "::1"])
  func knowsLoopback(text: String) {
    #expect(IPAddress(text)?.isLoopback == true)
  }

  @Test(arguments: ["128.0.0.1", "::", "::2", "1::1"])
  func knowsOthers(text: String) {
    #expect(IPAddress(text)?.isLoopback == false)
  }

  @Test func sortsIPv4First() {
    let addresses = ["::1", "10.0.0.10", "10.0.0.9", "fd00::1"].compactMap { IPAddress($0) }
    #expect(
      addresses.sorted().map(\.description) == ["10.0.0.9", "10.0.0.10", "::1", "fd00::1"])
  }
}
