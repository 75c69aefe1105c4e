import Evidence
import Probes
import Testing

/// Lines that glibc 2.36 passes over or takes, asked of `getent ahosts` one by one.
@Suite struct HostsFileFaultTests {
  @Test(arguments: [
    ("10.0.0.256 jm1", ["jm1"]), ("jm1 10.0.0.1", ["jm1"]), ("10.0.0.1,jm1", ["jm1"]),
    ("10.1 jm1", ["jm1"]), ("010.0.0.1 jm1", ["jm1"]), ("10.0.0.1:80 jm1", ["jm1"]),
    ("\u{FEFF}10.0.0.1 jm1", ["jm1"]), ("\u{A0}10.0.0.1 jm1", ["jm1"]),
    ("10.0.0.1\u{A0}jm1", ["jm1"]), ("[fd00::1] jm1", ["jm1"]), ("fe80::1%lo jm1", ["jm1"]),
    ("10.0.0.1/24 JM1 # x", ["jm1"]), ("0x0a000001 jm1", ["0x0a000001", "jm1"]),
    ("10.0.0.1", []),
  ])
  func spoiltLinesAreFound(line: String, names: [String]) {
    let hosts = EtcHosts("127.0.0.1 localhost\n\(line)\n".utf8)
    #expect(hosts.faults.map(\.line) == [2])
    #expect(hosts.faults.first?.names.contains("jm1") == names.contains("jm1"))
    #expect(hosts.entries(of: "jm1").isEmpty)
  }

  @Test(arguments: [
    "10.0.0.1 jm1\r", " 10.0.0.1 jm1", "10.0.0.1\tx JM1", "10.0.0.1 jm1#x", "10.0.0.1 a,b jm1",
  ])
  func goodLinesAreRead(line: String) {
    let hosts = EtcHosts("# x\n\n\(line)\n".utf8)
    #expect(hosts.faults.isEmpty)
    #expect(hosts.entries(of: "jm1") == [HostsFileEntry(line: 3, address: "10.0.0.1")])
  }

  @Test(arguments: [
    ("hosts: files dns", ["files", "dns"], 1),
    (
      "passwd: files\n hosts :\tfiles mdns4_minimal [NOTFOUND=return] dns # x\nhosts: no",
      ["files", "mdns4_minimal", "[NOTFOUND=return]", "dns"], 2
    ),
    (
      "hosts: dns [!UNAVAIL=return SUCCESS=merge] files\r",
      ["dns", "[!UNAVAIL=return SUCCESS=merge]", "files"], 1
    ),
    ("hosts:", [], 1),
  ])
  func theOrderOfServicesIsRead(file: String, services: [String], line: Int) {
    let order = NameServiceSwitch(file.utf8)
    #expect(order.services == services)
    #expect(order.line == line)
  }

  @Test(arguments: ["", "# hosts: files", "networks: files", "hosts files"])
  func withoutTheLineThereIsNoOrder(file: String) {
    #expect(NameServiceSwitch(file.utf8).services == nil)
  }
}
