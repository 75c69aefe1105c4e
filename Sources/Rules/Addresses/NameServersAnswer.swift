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
      .unknown(
        "jobmanager.rpc.address: jm1",
        seen: [.name("jm1", .timedOut, .server("10.0.0.2", .timedOut, durationMs: 90))]),
    ])

  package init() {}

  /// Beyond this a server counts as slow: a tenth of what Flink gives a call.
  private static let slowMs = 1000.0

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    var judged: Set<String> = []
    var verdicts: [Verdict] = []
    for name in exam.evidence.names {
      let known = name.servers.first { $0.outcome == .resolved }
      for server in name.servers where !judged.contains(server.server) {
        judged.insert(server.server)
        let subject = "name-server:\(server.server)"
        if server.outcome == .timedOut, !server.wasSilentForLong {
          verdicts.append(
            Verdict(
              .unknown(
                reason: "no answer within \(server.durationMs.asMilliseconds), which is too short "
                  + "to tell", blockedBy: nil), subject: subject))
        } else if let fault = fault(of: server, known: known) {
          verdicts.append(.faulty(server, fault, asked: name.name, subject: subject))
        } else {
          verdicts.append(Verdict(.passed, subject: subject))
        }
      }
    }
    return verdicts
  }

  private func fault(of server: NameServerEvidence, known: NameServerEvidence?) -> String? {
    switch server.outcome {
    case .timedOut:
      "does not answer: each look-up waits five seconds for it before the next one is asked, or fails"
    case .noAnswer:
      "refuses to answer (\(server.error ?? "no reason given"))"
    case .notFound where known != nil:
      "knows no such name, though \(known?.server ?? "another") does: it depends on the order in"
        + " /etc/resolv.conf whether the name has an address"
    case .notFound, .resolved:
      server.durationMs > Self.slowMs
        ? "takes \(server.durationMs.asMilliseconds) for an answer" : nil
    }
  }
}

extension Verdict {
  fileprivate static func faulty(
    _ server: NameServerEvidence, _ fault: String, asked name: String, subject: String
  ) -> Verdict {
    Verdict(
      .finding(.warning), subject: subject,
      message: "The name server \(server.server), asked for \(name), \(fault).",
      peer: Peer(host: server.server, port: 53),
      evidence: [
        EvidenceLine(source: "name server \(server.server)", text: server.said(of: name))
      ],
      fix: Fix("mend \(server.server), or take its line out of /etc/resolv.conf of this machine"),
      explains: server.outcome == .resolved ? [] : [.unresolved(host: name)])
  }
}
