package import Diagnosis
import Evidence

/// The clocks of the nodes, by what each of them found of one and the same other clock.
package struct ClocksOfNodesAgree: NodesRule {
  package static let card = RuleCard(
    id: "FD8512", name: "clocks-of-nodes-agree", severity: .error,
    title: "The clocks of the nodes show one time",
    why: """
      Flink's own timeouts do not hang on the clocks. Kerberos (5 minutes), S3 (15 minutes) and \
      certificates do; windows by processing time fire apart, and the logs of the nodes cannot be \
      laid side by side.
      """,
    fix: "Let chronyd or systemd-timesyncd set the clock of each node from the same servers.",
    sources: [
      "RFC 5905, 8 (offset and delay): two offsets to one server give the offset between two nodes"
    ],
    examples: [
      .finding(
        "jobmanager.rpc.address: jm1",
        seen: [
          .timeServer("ntp1", ahead: 400_000),
          .other("tm1", "jobmanager.rpc.address: jm1", seen: .timeServer("ntp1", ahead: 3)),
          .other("tm2", "jobmanager.rpc.address: jm1", seen: .timeServer("ntp1", ahead: -5)),
        ]),
      .finding(
        "jobmanager.rpc.address: jm1", .warning,
        seen: [
          .peerClock("jm1", ahead: 0),
          .other("tm1", "jobmanager.rpc.address: jm1", seen: .peerClock("jm1", ahead: 20_000)),
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [
          .timeServer("ntp1", ahead: 400_000),
          .other("tm1", "jobmanager.rpc.address: jm1", seen: .timeServer("ntp1", ahead: 400_100)),
        ]),
      .unknown(
        "jobmanager.rpc.address: jm1",
        seen: [
          .timeServer("ntp1", ahead: 4),
          .other("tm1", "jobmanager.rpc.address: jm1", seen: .timeServer("ntp2", ahead: 4)),
        ]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.timeServer("ntp1", ahead: 400_000)]),
    ])

  package init() {}

  package func judge(_ nodes: [NodeExamination]) throws(Unknown) -> [Verdict] {
    let looked = nodes.filter { $0.exam.evidence.clock != nil }
    guard looked.count > 1 else { return [] }
    guard let clock = SharedClock(looked) else {
      throw Unknown(
        subject: "nodes:clock",
        reason: "no two nodes asked the same time server, and the moments at which they were saved "
          + "do not tell")
    }
    var verdicts = clock.findings.filter { $0.node.name != clock.middle.node.name }
      .compactMap { Verdict.apart($0, on: clock) }
    if verdicts.isEmpty { verdicts = [Verdict(.passed, subject: "nodes:clock")] }
    return verdicts
      + looked.filter { node in !clock.findings.contains { $0.node.name == node.name } }.map {
        Verdict(
          .unknown(reason: "\($0.name) did not hear from \(clock.name)", blockedBy: nil),
          subject: "nodes:clock:\($0.name)")
      }
  }
}

extension Verdict {
  /// nil where the difference, as far as its bounds tell, does no harm.
  fileprivate static func apart(
    _ finding: SharedClock.Finding, on clock: SharedClock
  ) -> Verdict? {
    let (node, middle) = (finding.node, clock.middle.node)
    let offset = clock.offset(of: finding)
    let skew = node.exam.skew(of: offset)
    guard let severity = skew.severity else { return nil }
    return Verdict(
      .finding(severity), subject: "nodes:clock:\(node.name)",
      message: """
        The clock of \(node.name) is \(offset.described), against that of \(middle.name). \
        \(skew.consequence)\(offset.zoneNote.map { " " + $0 } ?? "")
        """,
      location: node.file,
      evidence: [finding, clock.middle].map {
        EvidenceLine(source: $0.node.name, text: "\(clock.name) is \($0.offset.described)")
      },
      fix: Fix("on \(node.name): chronyc makestep, or restart the daemon that keeps its clock"),
      // What a time server says of one of them goes deeper.
      shows: [.clockDiffers], explains: [.clockDiffers], concerns: [node.name, middle.name])
  }
}
