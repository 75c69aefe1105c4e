package import Diagnosis
import FlinkConfiguration

/// start-cluster.sh takes the first word of a line of conf/workers as an ssh destination, and drops the rest.
package struct WorkersNameOneHostPerLine: Rule {
  package static let card = RuleCard(
    id: "FD2302", name: "workers-name-one-host-per-line", severity: .error,
    title: "Every line of conf/workers names one host, without a port",
    why: """
      The scripts take the first word of a line and hand it to ssh: `w1:8081` or `http://w1` is no \
      host for it, and further words on the line are dropped without a message, so that those \
      machines never get a TaskManager.
      """,
    fix: "Write one host per line, and a host twice for two TaskManagers on it.",
    sources: ["bin/config.sh, extractHostName and TMWorkers (1.12 to 2.3 alike)"],
    examples: [
      .finding("jobmanager.rpc.address: jm1", seen: [.file("workers", "w1 w2\n")]),
      .finding("jobmanager.rpc.address: jm1", seen: [.file("workers", "w1\nw2:6122\n")]),
      .finding("jobmanager.rpc.address: jm1", seen: [.file("workers", "w1,w2\n")]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [.file("workers", "w1\nw1\n# w3 w4\nw5 # was w6\nuser@w7\n2001:db8::7\nrack1/w8\n")]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let seen = exam.workers else { return [] }
    let findings = seen.hosts.entries.compactMap { entry -> Verdict? in
      if let dropped = entry.dropped { return .dropped(seen, entry, dropped) }
      let bytes = entry.host.utf8
      let colons = bytes.count { $0 == UInt8(ascii: ":") }
      if colons == 1 || entry.host.hasPrefix("[") { return .noHost(seen, entry, "a port") }
      if bytes.contains(UInt8(ascii: ",")) || bytes.contains(UInt8(ascii: ";")) {
        return .noHost(seen, entry, "a list")
      }
      return nil
    }
    return findings.isEmpty ? [seen.passed] : findings
  }
}

extension Verdict {
  fileprivate static func dropped(
    _ seen: HostsFileSeen, _ entry: HostsFile.Entry, _ words: String
  ) -> Verdict {
    seen.finding(
      .error,
      """
      start-cluster.sh takes \(entry.host) from this line and drops "\(words.trimmedOfReturns)" \
      without a message: no TaskManager is started there.
      """,
      at: entry, fix: Fix("write one host per line; what is meant as a comment begins with #"))
  }

  fileprivate static func noHost(
    _ seen: HostsFileSeen, _ entry: HostsFile.Entry, _ what: String
  ) -> Verdict {
    seen.finding(
      .error,
      """
      start-cluster.sh hands "\(entry.host.trimmedOfReturns)" to ssh as a host's name, which it is \
      not: it holds \(what), and no TaskManager is started.
      """,
      at: entry, fix: Fix("write the host's name or address alone, one per line"))
  }
}

extension String {
  /// Without carriage returns, for messages.
  fileprivate var trimmedOfReturns: String {
    String(String.UnicodeScalarView(unicodeScalars.filter { $0 != "\r" }))
  }
}
