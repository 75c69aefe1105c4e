import Evidence
import Probes
import TestSupport
import Testing

/// Which line of the hosts file an answer comes from.
@Suite struct EtcHostsTests {
  private func line(of name: String, _ file: String) async -> Int? {
    let names = NameProbe(
      hosts: EtcHosts(file.utf8), configuration: ResolverConfiguration(servers: []))
    let evidence = await measure(
      ProbePlan(names: [name]), within: .seconds(2, deadline: 5), names: names)
    return evidence.name(name)?.hostsFileLine
  }

  @Test(arguments: [
    ("127.0.0.1 localhost", 1),
    ("# local\n\n127.0.0.1\tsomething localhost # here", 3),
    ("10.0.0.1 localhost\n127.0.0.1 LOCALHOST\r", 2),
    ("::1 localhost", 1),
    ("127.0.0.1 localhost.localdomain\n", nil),
    ("127.0.0.1 # localhost", nil),
    ("10.0.0.1 localhost", nil),
    ("not-an-address localhost\n127.0.0.1", nil),
  ])
  func findsTheLine(file: String, line: Int?) async {
    #expect(await self.line(of: "localhost", file) == line)
  }
}
