import Evidence
import Probes
import Sockets
import Testing

/// The order in which `java.net.NetworkInterface` lists what the kernel lists.
///
/// What is expected was printed by Java 17 on machines wired so; `Tests/Lab/addresses` asks it anew.
@Suite struct InterfaceListTests {
  private func list(
    ipv4: [(String, String)], ipv6: String = "", parents: [String] = ["lo", "eth0"]
  ) throws -> [String] {
    var list = InterfaceList()
    for (name, address) in ipv4 {
      list.add(try #require(IPAddress(address)), to: name) { parents.contains($0) }
    }
    list.add(ifInet6: ipv6)
    return list.described { _ in (0, []) }.map { "\($0.name) \($0.addresses)" }
  }

  @Test func bothLevelsComeOutReversed() throws {
    let ipv6 = """
      00000000000000000000000000000001 01 80 10 80       lo
      fd000000000000000000000000000002 00 40 00 80     eth0
      fe8000000000000000fc00fffe000001 00 40 20 80     eth0

      """
    #expect(
      try list(ipv4: [("lo", "127.0.0.1"), ("eth0", "192.0.2.2")], ipv6: ipv6) == [
        #"eth0 ["fe80::fc:ff:fe00:1", "fd00::2", "192.0.2.2"]"#, #"lo ["::1", "127.0.0.1"]"#,
      ])
  }

  @Test func aLabelIsTheInterfaceBeforeItsColon() throws {
    let seen = [("lo", "127.0.0.1"), ("eth0", "10.0.0.1"), ("eth0:1", "10.0.0.2")]
    #expect(try list(ipv4: seen) == [#"eth0 ["10.0.0.2", "10.0.0.1"]"#, #"lo ["127.0.0.1"]"#])
    #expect(
      try list(ipv4: [("gone:1", "10.0.0.2")]) == [#"gone:1 ["10.0.0.2"]"#])
  }

  @Test(arguments: ["", "\n", "zz\n", "00 01 80 10 80 lo\n", "0 0 0 0 0 0\n0"])
  func whatIsNoLineIsPassedOver(text: String) throws {
    #expect(try list(ipv4: [], ipv6: text).isEmpty)
  }
}
