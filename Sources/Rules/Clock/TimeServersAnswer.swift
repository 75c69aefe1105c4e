package import Diagnosis
import Evidence

/// A time server that does not answer keeps no clock right.
package struct TimeServersAnswer: Rule {
  package static let card = RuleCard(
    id: "FD9404", name: "time-servers-answer", severity: .warning,
    title: "The time servers answer and know the time",
    why: """
      A daemon whose time servers are silent, refuse it, or do not know the time themselves leaves \
      the clock to drift, and says so in its own log alone. UDP port 123 is often closed towards the \
      internet: then a server inside of the network is wanted.
      """,
    fix: "Name time servers that can be reached, or open UDP port 123 to them.",
    sources: ["RFC 5905, 7.3 (stratum, leap indicator); RFC 4330, 8 (kiss of death)"],
    examples: [
      .finding("jobmanager.rpc.address: jm1", seen: [.timeServer("ntp1", .timedOut)]),
      .finding("jobmanager.rpc.address: jm1", seen: [.timeServer("ntp1", .unsynchronized)]),
      .finding("jobmanager.rpc.address: jm1", seen: [.timeServer("ntp1", .refused)]),
      .finding(
        "jobmanager.rpc.address: jm1", .info,
        seen: [.timeServer("ntp1", .unresolved, source: "/etc/chrony/chrony.conf")]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.timeServer("ntp1", ahead: 2)]),
      // One of several is enough for a daemon.
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [
          .timeServer("ntp1", .timedOut, source: "/etc/chrony/chrony.conf"),
          .timeServer("ntp2", ahead: 2, source: "/etc/chrony/chrony.conf"),
        ]),
      .healthy("jobmanager.rpc.address: jm1"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    let servers = exam.evidence.clock?.servers ?? []
    let known = Set(servers.filter { $0.offset != nil }.map(\.server))
    let isServed = !known.isEmpty
    var judged: Set<String> = []
    return servers.compactMap { server in
      guard judged.insert(server.server).inserted else { return nil }
      let subject = "time-server:\(server.server)"
      let isAsked = server.source == "--ntp"
      guard !known.contains(server.server), isAsked || !isServed else {
        return Verdict(.passed, subject: subject)
      }
      let mine = servers.filter { $0.server == server.server }
      return Verdict(
        .finding(isAsked ? .warning : .info), subject: subject,
        message: """
          The time server \(server.server), which \(server.source) names, \(server.fault): it tells \
          nothing of this machine's clock and cannot keep it right.
          """,
        peer: Peer(host: server.server, address: server.address, port: server.port),
        evidence: mine.map(\.line),
        fix: Fix("name a time server that can be reached: flinkdoctor check --ntp <time server>"))
    }
  }
}

extension TimeServerEvidence {
  fileprivate var fault: String {
    switch outcome {
    case .answered: "gave no usable time"
    case .unsynchronized: "does not know the time itself"
    case .refused: "refuses to serve this machine"
    case .invalid: "gave no valid answer"
    case .timedOut: "does not answer"
    case .failed: "cannot be reached (\(error ?? "error"))"
    case .unresolved: "has no address here"
    }
  }
}
