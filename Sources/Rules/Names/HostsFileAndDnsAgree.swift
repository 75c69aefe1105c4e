package import Diagnosis
import Evidence
import FlinkConfiguration

/// A name with one address in the hosts file and another in DNS leads different machines elsewhere.
package struct HostsFileAndDnsAgree: Rule {
  package static let card = RuleCard(
    id: "FD2010", name: "hosts-file-and-dns-agree", severity: .warning,
    title: "The hosts file and DNS give a name the same address",
    why: """
      This machine takes the hosts file's word; machines without such a line take that of DNS. Where \
      the two share no address, one of them is old: some machines of the cluster go elsewhere, and \
      after a move the hosts file is usually the one that nobody changed.
      """,
    fix: "Take the line out of /etc/hosts, or correct whichever of the two is wrong.",
    sources: ["nsswitch.conf(5): hosts", "hosts(5)"],
    examples: [
      .finding(
        "jobmanager.rpc.address: ↓jm1",
        seen: [
          .hosts(
            "jm1", "10.0.0.1", line: 3, .server("10.0.0.53", .resolved, addresses: ["10.0.0.9"]))
        ]),
      // What answers under the hosts file's address is the right one.
      .finding(
        "jobmanager.rpc.address: ↓jm1", .info,
        seen: [
          .hosts(
            "jm1", "10.0.0.1", line: 3, .server("10.0.0.53", .resolved, addresses: ["9.9.9.9"])),
          .dial("jm1", 6123, .open, address: "10.0.0.1"),
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [
          .hosts(
            "jm1", "10.0.0.1", line: 3,
            .server("10.0.0.53", .resolved, addresses: ["10.0.0.9", "10.0.0.1"]))
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [.hosts("jm1", "10.0.0.1", line: 3, .server("10.0.0.53", .notFound))]),
      // The one says nothing about the other's family.
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [
          .hosts(
            "jm1", "10.0.0.1", line: 3, .server("10.0.0.53", .resolved, addresses: ["fd00::1"]))
        ]),
      // As Debian and Ubuntu install it: the own name on loopback, and DNS knows better.
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [
          .node("jm1", addresses: "10.0.0.1"),
          .hosts(
            "jm1", "127.0.1.1", line: 2, .server("127.0.0.53", .resolved, addresses: ["10.0.0.1"])),
        ]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.name("jm1", resolvesTo: "10.0.0.1")]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    exam.hostsInQuestion.compactMap { question in
      guard let name = exam.evidence.name(question.host),
        let entries = name.hostsFileEntries, !entries.isEmpty
      else { return nil }
      let subject = "name:\(question.host)"
      // A name that leads this machine to itself is judged by itself.
      let known = entries.map(\.address).filter { !Host.isLoopback($0) }
      for server in name.servers where server.outcome == .resolved {
        guard Self.disagree(known, server.addresses) else { continue }
        let isReached = name.addressOfJVM.map { exam.isReached(question.host, at: $0) } ?? false
        return .different(
          question, name, entries, server, isReached ? .info : .warning,
          explains: isReached ? [] : exam.missed(at: question.host))
      }
      return Verdict(.passed, subject: subject, location: question.location, key: question.key)
    }
  }

  /// Whether both have addresses of one family and none in common there.
  private static func disagree(_ hosts: [String], _ server: [String]) -> Bool {
    guard Set(hosts).isDisjoint(with: server) else { return false }
    return [true, false].contains { isSix in
      hosts.contains { $0.contains(":") == isSix } && server.contains { $0.contains(":") == isSix }
    }
  }
}

extension Verdict {
  fileprivate static func different(
    _ question: HostInQuestion, _ name: NameEvidence, _ entries: [HostsFileEntry],
    _ server: NameServerEvidence, _ severity: Severity, explains: Set<Symptom>
  ) -> Verdict {
    let line = entries.first { !Host.isLoopback($0.address) } ?? entries[0]
    let other = server.addresses.joined(separator: ", ")
    return Verdict(
      .finding(severity), subject: "name:\(question.host)",
      message: """
        Line \(line.line) of /etc/hosts gives \(question.host) the address \(line.address), the name \
        server \(server.server) gives it \(other): machines without that line go elsewhere.
        """,
      location: question.location, key: question.key,
      peer: Peer(host: question.host, address: name.addressOfJVM), evidence: name.lines,
      fix: Fix(
        "if \(other) is right, take line \(line.line) out of /etc/hosts; else correct the name in DNS"
      ),
      shows: [.astray(host: question.host)], explains: explains)
  }
}
