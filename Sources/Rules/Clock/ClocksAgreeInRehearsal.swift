package import Diagnosis
import Evidence

/// The clocks of all nodes of a rehearsal show the same time.
package struct ClocksAgreeInRehearsal: Rule {
  package static let card = RuleCard(
    id: "FD9405", name: "clocks-agree-in-rehearsal", severity: .error,
    title: "In the rehearsal the clocks of all nodes agree",
    why: """
      Four time stamps of each round trip tell how two clocks stand to each other, with the error \
      of half a round trip. Clocks apart do not part Flink's processes, but break Kerberos, shift \
      timers and windows of processing time after a failover, and put logs out of order.
      """,
    fix: "Have the clocks of all machines set by the same time servers.",
    sources: ["RFC 5905, 8; ClockSkew, as for FD9403"],
    examples: [
      .finding(
        "jobmanager.rpc.address: jm1",
        seen: [
          .rehearsal {
            $0.paths = [
              .example(
                "jm1", "tm1", .taskManagerRpc, .reached, at: "10.0.0.21",
                clock: ClockOffset(ms: -400_000, errorMs: 1))
            ]
          }
        ]),
      .finding(
        "jobmanager.rpc.address: jm1", .warning,
        seen: [
          .rehearsal {
            $0.paths = [
              .example(
                "tm1", "jm1", .jobManagerRpc, .reached, at: "10.0.0.11",
                clock: ClockOffset(ms: 20_000, errorMs: 1))
            ]
          }
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [
          .rehearsal {
            $0.paths = [
              .example(
                "jm1", "tm1", .taskManagerRpc, .reached, at: "10.0.0.21",
                clock: ClockOffset(ms: 900, errorMs: 200))
            ]
          }
        ]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let rehearsal = exam.evidence.rehearsal else { return [] }
    var verdicts: [Verdict] = []
    var judged: Set<String> = []
    // Each node against the JobManager, whichever of the two dialled; the first way of each counts.
    for path in rehearsal.paths {
      guard path.isFromJobManager || path.role == .jobManagerRpc, var offset = path.clock else {
        continue
      }
      let node = path.isFromJobManager ? path.to : path.from
      guard judged.insert(node).inserted else { continue }
      if !path.isFromJobManager { offset.ms = -offset.ms }
      let skew = exam.skew(of: offset)
      let subject = "rehearsal:clock:\(node)"
      guard let severity = skew.severity else {
        verdicts.append(Verdict(.passed, subject: subject))
        continue
      }
      let note = offset.zoneNote.map { " " + $0 } ?? ""
      verdicts.append(
        Verdict(
          .finding(severity), subject: subject,
          message: """
            The clock of \(node) is \(offset.described), compared with the JobManager's. \
            \(skew.consequence)\(note)
            """,
          fix: Fix(
            "on \(node): let chrony or ntpd set it by the servers of the JobManager's machine"),
          explains: [.clockDiffers]))
    }
    return verdicts
  }
}
