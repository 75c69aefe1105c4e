package import Diagnosis
import Evidence
import FlinkConfiguration

/// A name server that is dead, failing or slow delays every look-up, or hides names.
package struct NameServersAnswer: Rule {
  package static let card = RuleCard(
    id: "FD2003", name: "name-servers-answer", severity: .warning,
    title: "Every name server of /etc/resolv.conf answers, and in time",
    why: """
      The resolver asks the name servers in order and waits five seconds for one that is silent, \
      for each look-up that a JVM has not cached. Flink gives an RPC call ten seconds in all, and \
      its look-up of the connecting address ten as well. One that says there is no such name is \
      believed, whatever the next one knows.
      """,
    fix: "Mend the name server, or take its line out of /etc/resolv.conf.",
    sources: ["resolv.conf(5): timeout, attempts", "ResolverOptions: networkaddress.cache.ttl"],
    examples: [
      .finding(
        "jobmanager.rpc.address: jm1",
        seen: [
          .name(
            "jm1", .timedOut, .server("10.0.0.2", .timedOut),
            .server("10.0.0.3", .resolved, addresses: ["10.0.0.1"]))
        ]),
      .finding(
        "jobmanager.rpc.address: jm1",
        seen: [.name("jm1", .noAnswer, .server("10.0.0.2", .noAnswer))]),
      .finding(
        "jobmanager.rpc.address: jm1",
        seen: [.name("jm1", .notFound, .server("10.0.0.2", .notFound, durationMs: 1800))]),
      .finding(
        "jobmanager.rpc.address: jm1",
        seen: [
          .name(
            "jm1", .notFound, .server("10.0.0.2", .notFound),
            .server("10.0.0.3", .resolved, addresses: ["10.0.0.1"]))
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [.name("jm1", .notFound, .server("127.0.0.53", .notFound))]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.name("jm1", resolvesTo: "10.0.0.1")]),
      // The hosts file knows the name, and nothing waits for the server.
      .finding(
        "jobmanager.rpc.address: jm1", .info,
        seen: [.hosts("jm1", "10.0.0.1", line: 3, .server("10.0.0.2", .timedOut))]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [.hosts("jm1", "10.0.0.1", line: 3, .server("127.0.0.11", .noAnswer))]),
      // No server is named: the one on this machine that is asked instead need not be there.
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [.resolver(), .name("jm1", .notFound, .server("127.0.0.1", .noAnswer))]),
      .unknown(
        "jobmanager.rpc.address: jm1",
        seen: [.name("jm1", .timedOut, .server("10.0.0.2", .timedOut, durationMs: 90))]),
    ])

  package init() {}

  /// Beyond this a server counts as slow: a tenth of what Flink gives a call.
  private static let slowMs = 1000.0

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    // Without a line in the file a server on this machine is asked, which need not be there.
    if let resolver = exam.evidence.resolver, resolver.servers.isEmpty { return [] }
    var verdicts: [String: Verdict] = [:]
    var order: [String] = []
    for name in exam.evidence.names {
      let known = name.servers.first { $0.outcome == .resolved }
      for server in name.servers {
        let verdict = verdict(of: server, name, known: known, exam)
        guard let other = verdicts[server.server] else {
          order.append(server.server)
          verdicts[server.server] = verdict
          continue
        }
        if verdict.weight > other.weight { verdicts[server.server] = verdict }
      }
    }
    return order.compactMap { verdicts[$0] }
  }

  private func verdict(
    of server: NameServerEvidence, _ name: NameEvidence, known: NameServerEvidence?,
    _ exam: Examination
  ) -> Verdict {
    let subject = "name-server:\(server.server)"
    if server.outcome == .timedOut, !server.wasSilentForLong {
      return Verdict(
        .unknown(
          reason: "no answer within \(server.durationMs.asMilliseconds), which is too short "
            + "to tell", blockedBy: nil), subject: subject)
    }
    guard let fault = fault(of: server, name, known: known) else {
      return Verdict(.passed, subject: subject)
    }
    return .faulty(
      server, fault, name, subject: subject, exam.hangsOnDns ? .warning : .info)
  }

  private func fault(
    of server: NameServerEvidence, _ name: NameEvidence, known: NameServerEvidence?
  ) -> String? {
    switch server.outcome {
    case .timedOut:
      return
        "does not answer: each look-up waits five seconds for it before the next one is asked, "
        + "or fails"
    // For a name without a domain many servers refuse; where it has an address, nobody misses it.
    case .noAnswer where name.outcome == .resolved && !server.isDeaf: return nil
    case .noAnswer: return "refuses to answer (\(server.error ?? "no reason given"))"
    case .notFound where known != nil:
      return
        "knows no such name, though \(known?.server ?? "another") does: it depends on the order"
        + " in /etc/resolv.conf whether the name has an address"
    case .notFound, .resolved:
      return server.durationMs > Self.slowMs
        ? "takes \(server.durationMs.asMilliseconds) for an answer" : nil
    }
  }
}

extension NameServerEvidence {
  /// Whether nobody listens there, as c-ares words it.
  fileprivate var isDeaf: Bool { error?.hasPrefix("Could not contact") ?? false }
}

extension Examination {
  /// Whether something of this cluster waits for DNS: a name that the hosts file has not, or a
  /// look-up that took long.
  fileprivate var hangsOnDns: Bool {
    let isMissing = evidence.names.contains { name in
      (name.hostsFileEntries ?? []).isEmpty && !name.servers.isEmpty
    }
    return isMissing || evidence.names.contains { $0.durationMs > 1000 }
      || (evidence.reverseNames ?? []).contains { $0.durationMs > 1000 }
  }
}

extension Verdict {
  /// A finding weighs more than an unknown, and that more than what passed.
  fileprivate var weight: Int {
    switch outcome {
    case .finding: 2
    case .unknown: 1
    case .passed, .skipped: 0
    }
  }
}

extension Verdict {
  fileprivate static func faulty(
    _ server: NameServerEvidence, _ fault: String, _ name: NameEvidence, subject: String,
    _ severity: Severity
  ) -> Verdict {
    Verdict(
      .finding(severity), subject: subject,
      message: "The name server \(server.server), asked for \(name.name), \(fault).",
      peer: Peer(host: server.server, port: 53),
      evidence: [
        EvidenceLine(source: "name server \(server.server)", text: server.said(of: name.name))
      ],
      fix: Fix("mend \(server.server), or take its line out of /etc/resolv.conf of this machine"),
      explains: server.outcome == .resolved
        ? [.lookUpsAreSlow] : [.lookUpsAreSlow, .unresolved(host: name.name)])
  }
}
