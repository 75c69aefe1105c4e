import Probes
import Testing

/// resolv.conf as glibc reads it.
@Suite struct ResolverConfigurationTests {
  @Test(arguments: [
    ("nameserver 10.0.0.2\nnameserver fd00::2\n", ["10.0.0.2", "fd00::2"]),
    (
      "nameserver 1.1.1.1\nnameserver 2.2.2.2\nnameserver 3.3.3.3\nnameserver 4.4.4.4",
      ["1.1.1.1", "2.2.2.2", "3.3.3.3"]
    ),
    ("# nameserver 1.1.1.1\n; nameserver 2.2.2.2\nnameserver\nnameserver dns.lab", ["127.0.0.1"]),
    ("", ["127.0.0.1"]),
    ("\u{0}\u{1}\n\tnameserver\t10.0.0.2\r\n", ["10.0.0.2"]),
  ])
  func readsNameServers(file: String, servers: [String]) {
    #expect(ResolverConfiguration(file.utf8).servers == servers)
  }

  @Test(arguments: [
    // A Kubernetes pod: five dots are needed before a name is asked as it stands.
    (
      "search ns.svc.cluster.local svc.cluster.local\noptions ndots:5", "jm",
      ["jm.ns.svc.cluster.local", "jm.svc.cluster.local", "jm"]
    ),
    (
      "search ns.svc.cluster.local\noptions ndots:5", "jm.other",
      ["jm.other.ns.svc.cluster.local", "jm.other"]
    ),
    ("search lab.example", "jm", ["jm.lab.example", "jm"]),
    ("search lab.example", "jm.lab", ["jm.lab", "jm.lab.lab.example"]),
    ("search lab.example", "jm.", ["jm"]),
    ("search a\ndomain b\n", "jm", ["jm.b", "jm"]),
    ("search . a.\n", "jm", ["jm.a", "jm"]),
    ("options ndots:99999999999999999999\n", "jm", ["jm"]),
    ("options ndots:-1 ndots:x\n", "jm", ["jm"]),
    ("", "jm", ["jm"]),
  ])
  func appendsTheSearchList(file: String, name: String, candidates: [String]) {
    #expect(ResolverConfiguration(file.utf8).candidates(for: name) == candidates)
  }

  @Test func theEnvironmentWins() {
    let configuration = ResolverConfiguration(
      "search a\noptions ndots:1".utf8, localDomain: "b c", options: "ndots:3")
    #expect(configuration.search == ["b", "c"])
    #expect(configuration.dots == 3)
  }

  /// Any bytes at all: at most three servers, at least one, and some name to ask for.
  @Test func survivesAnyBytes() {
    let words = [
      "nameserver", "search", "options", "ndots:", "1.1.1.1", "::1", "%", "\n", " ", "#",
    ]
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<2000 {
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 0..<30, using: &generator) {
        bytes += Array((words.randomElement(using: &generator) ?? "").utf8)
        if Bool.random(using: &generator) { bytes.append(.random(in: 0...255, using: &generator)) }
      }
      let configuration = ResolverConfiguration(bytes)
      #expect(1...3 ~= configuration.servers.count)
      #expect(configuration.candidates(for: "jm1").contains("jm1"))
      _ = EtcHosts(bytes)
    }
  }
}
