package import Diagnosis
import Evidence
import FlinkConfiguration

/// The resolver passes over a spoilt line of the hosts file without a word.
package struct HostsFileLinesAreRead: Rule {
  package static let card = RuleCard(
    id: "FD2012", name: "hosts-file-lines-are-read", severity: .warning,
    title: "The lines of the hosts file that name the cluster's machines can be read",
    why: """
      A line gives an address first and then names, with blanks between them. What begins otherwise \
      (`10.0.0.256`, `10.0.0.1:6123`, `jm1 10.0.0.1`, an invisible blank from a web page) is passed \
      over in silence, and the name has no address or another one. Line ends of Windows do no harm.
      """,
    fix: "Write `<address> <name>` with a plain blank between them.",
    sources: ["hosts(5)", "glibc 2.36, nss/nss_files/files-hosts.c: run with 30 spoilt lines"],
    examples: [
      .finding(
        "jobmanager.rpc.address: jm1",
        seen: [
          .name("jm1", .notFound),
          .resolver(hostsFaults: [
            .init(line: 3, text: "10.0.0.256 jm1", kind: .noAddress, names: ["jm1"])
          ]),
        ]),
      .finding(
        "jobmanager.rpc.address: jm1", .info,
        seen: [
          .name("jm1", resolvesTo: "10.0.0.1"),
          .resolver(hostsFaults: [
            .init(line: 3, text: "jm1 10.0.0.1", kind: .noAddress, names: ["jm1"])
          ]),
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [
          .name("jm1", .notFound),
          .resolver(hostsFaults: [
            .init(line: 3, text: "old-printer", kind: .noAddress, names: ["old-printer"])
          ]),
        ]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.name("jm1", .notFound), .resolver()]),
      .healthy("jobmanager.rpc.address: jm1"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let resolver = exam.evidence.resolver else { return [] }
    let hosts = Set(exam.hostsInQuestion.map { $0.host.lowercased() })
    var verdicts: [Verdict] = []
    for fault in resolver.hostsFaults {
      guard let host = fault.names.first(where: hosts.contains) else { continue }
      let isMissing = exam.evidence.name(host).map { $0.outcome != .resolved } ?? false
      verdicts.append(.spoilt(fault, host, isMissing ? .warning : .info))
    }
    return verdicts.isEmpty ? [Verdict(.passed, subject: "file:/etc/hosts")] : verdicts
  }
}

extension Verdict {
  fileprivate static func spoilt(
    _ fault: HostsFileFault, _ host: String, _ severity: Severity
  ) -> Verdict {
    let what =
      switch fault.kind {
      case .noAddress: "does not begin with an address"
      case .noName: "has no blank between an address and a name"
      }
    let shown = String(
      String.UnicodeScalarView(
        fault.text.unicodeScalars.map { scalar in
          scalar.isASCII && scalar.value >= 0x20 ? scalar : scalar.value == 9 ? " " : "\u{B7}"
        }))
    return Verdict(
      .finding(severity), subject: "file:/etc/hosts:\(fault.line)",
      message: """
        Line \(fault.line) of /etc/hosts \(what), so that the resolver passes over it, and \(host) \
        does not get its address from there.
        """,
      location: Location(
        path: "/etc/hosts", range: TextRange(line: fault.line, column: 1, length: 1)),
      evidence: [EvidenceLine(source: "/etc/hosts line \(fault.line)", text: shown)],
      fix: Fix("line \(fault.line) of /etc/hosts: <its address> \(host)"),
      explains: [.unresolved(host: host)])
  }
}
