package import Diagnosis
import Evidence

/// What fits into no single packet passes on every way of the rehearsal.
package struct LargeMessagesPassInRehearsal: Rule {
  package static let card = RuleCard(
    id: "FD3607", name: "large-messages-pass-in-rehearsal", severity: .error,
    title: "Large messages pass on every way of the rehearsal",
    why: """
      On a way that lets only smaller packets through than both ends believe, and that drops the \
      ICMP message that says so, connections come about, small messages pass, and the first large \
      one hangs: heartbeats go on, and deployments, checkpoints and data time out.
      """,
    fix: "Let ICMP 'fragmentation needed' (IPv6: 'packet too big') pass, or lower the MTU.",
    sources: ["RFC 2923, 2.1: black holes of path MTU discovery; run in the lab"],
    examples: [
      .finding(
        "jobmanager.rpc.address: jm1",
        seen: [
          .rehearsal {
            $0.paths = [
              .example(
                "tm1", "tm2", .taskManagerData, .reached, at: "10.0.0.22", stuck: 2000)
            ]
          }
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [
          .rehearsal {
            $0.paths = [.example("tm1", "tm2", .taskManagerData, .reached, at: "10.0.0.22")]
          }
        ]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let rehearsal = exam.evidence.rehearsal else { return [] }
    let reached = rehearsal.paths.filter { $0.outcome == .reached && $0.isFlinks }
    guard !reached.isEmpty else { return [] }
    let stuck = FailedWays.grouped(reached.filter { $0.stuckBytes != nil })
    guard !stuck.isEmpty else { return [Verdict(.passed, subject: "rehearsal:sizes")] }
    return stuck.map { .stuck($0) }
  }
}

extension Verdict {
  fileprivate static func stuck(_ ways: FailedWays) -> Verdict {
    let passed = ways.first.largestBytes.map { "\($0) bytes pass" } ?? "small ones pass"
    return Verdict(
      .finding(.error), subject: "rehearsal:size:\(ways.first.role.rawValue):\(ways.first.to)",
      message: """
        Messages of \(ways.first.stuckBytes ?? 0) bytes do not get from \(ways.sources) to \
        \(ways.place) and back, while \(passed): something on the way drops large packets, and \
        calls and data hang there.
        """,
      peer: Peer(host: ways.first.host, address: ways.first.address, port: ways.first.port),
      fix: Fix(
        "let ICMP type 3 code 4 (IPv6: type 2) pass between the two, or give both interfaces the "
          + "smallest MTU of the way; `tracepath \(ways.first.address)` finds it"),
      explains: [.callsFail])
  }
}
