package import Diagnosis
import Evidence
import FlinkConfiguration

/// Of several lines that give a name different addresses, Java uses the first alone.
package struct HostsFileGivesOneAddress: Rule {
  package static let card = RuleCard(
    id: "FD2011", name: "hosts-file-gives-one-address", severity: .warning,
    title: "The hosts file gives a name one address of each family",
    why: """
      Flink connects to one address alone: the first IPv4 address that the system gives. Of several \
      lines the C library gives all addresses, sorted by how near they look (RFC 6724), or those of \
      the first line alone (`multi off` in /etc/host.conf). So a second line, added as a correction, \
      may have no effect, and another one on the next machine. Most often the other is 127.0.1.1 or \
      127.0.0.1, which an installer wrote.
      """,
    fix: "Leave one line for the name in /etc/hosts.",
    sources: [
      "java.net.InetAddress#getByName, run on Java 17 with glibc 2.36",
      "getaddrinfo(3), gai.conf(5): the order of addresses",
    ],
    examples: [
      .finding(
        "jobmanager.rpc.address: ↓jm1",
        seen: [.hosts("jm1", ("127.0.1.1", 2), ("10.0.0.1", 7))]),
      .finding(
        "jobmanager.rpc.address: ↓jm1",
        seen: [.hosts("jm1", ("10.0.0.9", 2), ("10.0.0.1", 7))]),
      .finding(
        "jobmanager.rpc.address: ↓jm1", .info,
        seen: [
          .hosts("jm1", ("10.0.0.1", 2), ("10.1.0.1", 7)),
          .dial("jm1", 6123, .open, address: "10.0.0.1"),
        ]),
      // The later line for loopback changes nothing.
      .healthy(
        "jobmanager.rpc.address: jm1", seen: [.hosts("jm1", ("10.0.0.1", 2), ("127.0.1.1", 7))]),
      .healthy(
        "jobmanager.rpc.address: jm1", seen: [.hosts("jm1", ("10.0.0.1", 2), ("fd00::1", 7))]),
      .healthy(
        "jobmanager.rpc.address: jm1", seen: [.hosts("jm1", ("10.0.0.1", 2), ("10.0.0.1", 7))]),
      .healthy(
        "jobmanager.rpc.address: localhost",
        seen: [.hosts("localhost", ("127.0.0.1", 1), ("::1", 2))]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    exam.hostsInQuestion.compactMap { question in
      guard let name = exam.evidence.name(question.host),
        let entries = name.hostsFileEntries, !entries.isEmpty
      else { return nil }
      let verdict = contradiction(question, name, entries, exam)
      if let verdict { return verdict }
      return Verdict(
        .passed, subject: "name:\(question.host)", location: question.location, key: question.key)
    }
  }

  /// What the JVM takes, against the other addresses of its family.
  ///
  /// A line for loopback that is not taken does no harm.
  private func contradiction(
    _ question: HostInQuestion, _ name: NameEvidence, _ entries: [HostsFileEntry],
    _ exam: Examination
  ) -> Verdict? {
    guard let address = name.addressOfJVM,
      let taken = entries.first(where: { $0.address == address }),
      let other = entries.first(where: {
        $0.address != address && $0.address.contains(":") == address.contains(":")
          && !Host.isLoopback($0.address)
      })
    else { return nil }
    let isReached = exam.isReached(question.host, at: address)
    return .contradicting(
      question, name, taken, other, isReached ? .info : .warning,
      explains: isReached ? [] : exam.missed(at: question.host))
  }
}

extension Verdict {
  fileprivate static func contradicting(
    _ question: HostInQuestion, _ name: NameEvidence, _ first: HostsFileEntry,
    _ other: HostsFileEntry, _ severity: Severity, explains: Set<Symptom>
  ) -> Verdict {
    var explains = explains
    if Host.isLoopback(first.address) { explains.insert(.loopback(host: question.host)) }
    return Verdict(
      .finding(severity), subject: "name:\(question.host)",
      message: """
        /etc/hosts gives \(question.host) two addresses: \(first.address) in line \(first.line), \
        which is taken here, and \(other.address) in line \(other.line), which is not.
        """,
      location: question.location, key: question.key,
      peer: Peer(host: question.host, address: first.address), evidence: name.lines,
      fix: Fix(
        "take \(question.host) out of line \(first.line) of /etc/hosts if \(other.address) is right, "
          + "else out of line \(other.line)"),
      explains: explains)
  }
}
