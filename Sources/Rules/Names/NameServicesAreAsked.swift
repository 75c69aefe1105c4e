package import Diagnosis
import Evidence
import FlinkConfiguration

/// nsswitch.conf may leave out whoever knows a name.
package struct NameServicesAreAsked: Rule {
  package static let card = RuleCard(
    id: "FD2013", name: "name-services-are-asked", severity: .error,
    title: "nsswitch.conf has the hosts file and DNS asked for the cluster's names",
    why: """
      The `hosts:` line of /etc/nsswitch.conf says who is asked for a name, and in which order. \
      Without `files` nobody reads /etc/hosts; without `dns` (or `resolve`) nobody asks a name \
      server; and `[NOTFOUND=return]` behind `mdns4_minimal` or `resolve` ends the look-up before \
      the next one is asked. `dig` and `nslookup` do not look there, so that a name seems fine.
      """,
    fix: "Write `hosts: files dns` into /etc/nsswitch.conf.",
    sources: ["nsswitch.conf(5)", "nss-resolve(8)"],
    examples: [
      .finding(
        "jobmanager.rpc.address: jm1",
        seen: [.resolver(services: ["dns"]), .hostsWithoutAnswer("jm1", "10.0.0.1", line: 3)]),
      .finding(
        "jobmanager.rpc.address: jm1",
        seen: [
          .resolver(services: ["files"]),
          .name("jm1", .notFound, .server("10.0.0.53", .resolved, addresses: ["10.0.0.1"])),
        ]),
      .finding(
        "jobmanager.rpc.address: jm1.local",
        seen: [
          .resolver(services: ["files", "mdns4_minimal", "[NOTFOUND=return]", "dns"]),
          .name("jm1.local", .notFound, .server("10.0.0.53", .resolved, addresses: ["10.0.0.1"])),
        ]),
      // The hosts file is not read, and another answer comes in its place.
      .finding(
        "jobmanager.rpc.address: jm1", .warning,
        seen: [
          .resolver(services: ["dns"]), .hosts("jm1", "10.0.0.1", line: 3, answer: "10.0.0.9"),
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [
          .resolver(services: ["files", "mdns4_minimal", "[NOTFOUND=return]", "dns"]),
          .name("jm1", resolvesTo: "10.0.0.1"),
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [
          .resolver(services: ["files"]), .name("jm1", .notFound, .server("10.0.0.53", .notFound)),
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [.resolver(services: ["files"]), .name("jm1", resolvesTo: "10.0.0.1")]),
      // Without the line the C library asks both.
      .healthy("jobmanager.rpc.address: jm1", seen: [.resolver(), .name("jm1", .notFound)]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let resolver = exam.evidence.resolver, let services = resolver.services else { return [] }
    let readsFiles = services.contains("files")
    let asksDns = services.contains("dns") || services.contains("resolve")
    var unread: [NameEvidence] = []
    var unasked: [NameEvidence] = []
    for question in exam.hostsInQuestion {
      guard let name = exam.evidence.name(question.host) else { continue }
      let known = (name.hostsFileEntries ?? []).map(\.address)
      if !readsFiles, !known.isEmpty, Set(known).isDisjoint(with: name.addresses) {
        unread.append(name)
      } else if name.outcome == .notFound, name.servers.contains(where: { $0.outcome == .resolved })
      {
        unasked.append(name)
      }
    }
    var verdicts: [Verdict] = []
    if !unread.isEmpty {
      verdicts.append(
        .skipping(
          resolver, unread, "the hosts file, which names it, is not among those that are asked",
          explains: exam.explained(by: unread)))
    }
    if !unasked.isEmpty {
      let why =
        asksDns
        ? "a name server knows it, but the look-up ends before the server is asked"
        : "a name server knows it, but DNS is not among those that are asked"
      verdicts.append(.skipping(resolver, unasked, why, explains: exam.explained(by: unasked)))
    }
    return verdicts.isEmpty ? [Verdict(.passed, subject: "file:/etc/nsswitch.conf")] : verdicts
  }
}

extension Examination {
  fileprivate func explained(by names: [NameEvidence]) -> Set<Symptom> {
    names.reduce(into: []) { symptoms, name in
      symptoms.insert(.unresolved(host: name.name))
      symptoms.formUnion(missed(at: name.name))
    }
  }
}

extension Verdict {
  fileprivate static func skipping(
    _ resolver: ResolverEvidence, _ names: [NameEvidence], _ why: String, explains: Set<Symptom>
  ) -> Verdict {
    let isMissing = names.contains { $0.outcome != .resolved }
    let words = (resolver.services ?? []).joined(separator: " ")
    let hosts = names.map(\.name).listed
    return Verdict(
      .finding(isMissing ? .error : .warning), subject: "file:/etc/nsswitch.conf",
      message: """
        \(hosts) \(isMissing ? "has no address here" : "has another address here"): \(why) by \
        `hosts: \(words)` in /etc/nsswitch.conf.
        """,
      location: resolver.servicesLine.map {
        Location(path: "/etc/nsswitch.conf", range: TextRange(line: $0, column: 1, length: 1))
      },
      evidence: [EvidenceLine(source: "/etc/nsswitch.conf", text: "hosts: \(words)")]
        + names.flatMap(\.lines),
      fix: Fix("line \(resolver.servicesLine ?? 1) of /etc/nsswitch.conf: hosts: files dns"),
      explains: explains)
  }
}
