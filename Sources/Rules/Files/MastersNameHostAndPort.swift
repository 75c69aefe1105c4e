package import Diagnosis
import FlinkConfiguration

/// start-cluster.sh cuts a line of conf/masters at its colons: IPv6 addresses do not survive it.
package struct MastersNameHostAndPort: Rule {
  package static let card = RuleCard(
    id: "FD2303", name: "masters-name-host-and-port", severity: .error,
    title: "Every line of conf/masters is a host, or a host and the port of its web UI",
    why: """
      With ZooKeeper start-cluster.sh starts a JobManager on every line of conf/masters, and cuts \
      the line at its colons: `[::1]:8081` becomes the host `[` without a port, and a port that is \
      no number keeps the JobManager from starting.
      """,
    fix: "Write `host:8081`; for an IPv6 address use a name that resolves to it.",
    sources: ["bin/config.sh, readMasters (1.12 to 2.3 alike)"],
    examples: [
      .finding("high-availability: zookeeper", seen: [.file("masters", "[::1]:8081\n")]),
      .finding("high-availability: zookeeper", seen: [.file("masters", "m1:8081\n2001:db8::1\n")]),
      .finding("high-availability: zookeeper", seen: [.file("masters", "m1:http\n")]),
      .finding("high-availability: zookeeper", seen: [.file("masters", ":8081\n")]),
      .healthy("high-availability: zookeeper", seen: [.file("masters", "m1:8081\nm2\nm3:8082\n")]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.file("masters", "[::1]:8081\n")]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard exam.highAvailability == .zookeeper, let seen = exam.masters else { return [] }
    let findings = seen.hosts.entries.compactMap { entry -> Verdict? in
      if entry.host.hasPrefix("[") { return .ipv6(seen, entry) }
      if entry.host.isEmpty { return .noHost(seen, entry) }
      guard let port = entry.port, !port.isEmpty else { return nil }
      let digits = port.utf8.filter { $0 != 0x0D }
      if digits.allSatisfy({ 48...57 ~= $0 }),
        let number = Int(String(decoding: digits, as: UTF8.self)),
        number <= 65535
      {
        return nil
      }
      return .notAPort(seen, entry, port)
    }
    return findings.isEmpty ? [seen.passed] : findings
  }
}

extension Verdict {
  fileprivate static func ipv6(_ seen: HostsFileSeen, _ entry: HostsFile.Entry) -> Verdict {
    seen.finding(
      .error,
      """
      start-cluster.sh cuts this line at its first colon and starts a JobManager on the host \
      "\(entry.host)": an IPv6 address cannot be written in conf/masters.
      """,
      at: entry, fix: Fix("write a name that resolves to the address, such as master1:8081"))
  }

  fileprivate static func noHost(_ seen: HostsFileSeen, _ entry: HostsFile.Entry) -> Verdict {
    seen.finding(
      .error,
      """
      This line names a port and no host: start-cluster.sh gives the port to the next master in \
      the list, and every later port to the wrong machine.
      """,
      at: entry, fix: Fix("write host:port"))
  }

  fileprivate static func notAPort(
    _ seen: HostsFileSeen, _ entry: HostsFile.Entry, _ port: String
  ) -> Verdict {
    seen.finding(
      .error,
      """
      start-cluster.sh starts the JobManager on \(entry.host) with the web UI's port "\(port)", \
      which is no port: the process does not start.
      """,
      at: entry, fix: Fix("\(entry.host):8081"))
  }
}
