package import Diagnosis
import Evidence

/// A rehearsal plays the cluster on its own ports, so that no real one may be there.
package struct RehearsalBegins: Rule {
  package static let card = RuleCard(
    id: "FD3601", name: "rehearsal-begins", severity: .error,
    title: "Nothing stands in the way of a rehearsal",
    why: """
      The stand-ins take the ports of the cluster. Where a real one runs they would be in its way, \
      and what they found out would be about something else; so they do not start. What a real \
      cluster does is told by flinkdoctor check.
      """,
    fix:
      "Stop the real cluster, or ask flinkdoctor check about it; write what the configuration lacks.",
    sources: ["/proc, the pid files of Flink's scripts, REST, the handshake of the RPC port"],
    examples: [
      .finding(
        "",
        seen: [
          .rehearsal {
            $0.ending = .notStarted
            $0.obstacles = ["a JobManager runs here (pid 4711)"]
          }
        ]),
      .healthy("", seen: [.rehearsal()]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let rehearsal = exam.evidence.rehearsal else { return [] }
    guard !rehearsal.obstacles.isEmpty else { return [Verdict(.passed, subject: "rehearsal")] }
    return rehearsal.obstacles.map { obstacle in
      Verdict(
        .finding(.error), subject: "rehearsal:\(obstacle)",
        message: "The rehearsal did not begin: \(obstacle).",
        fix: Fix(Self.card.fix))
    }
  }
}
