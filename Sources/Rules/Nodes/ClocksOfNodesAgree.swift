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
    let clocks = looked.flatMap { node in node.exam.evidence.clocks.map { (node, $0) } }
    let byClock = Dictionary(grouping: clocks) { $0.1.name }
    let best = byClock.min { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
    guard let best, best.value.count > 1 else {
      throw Unknown(
        subject: "nodes:clock",
        reason: "no two nodes asked the same time server, and the moments at which they were saved "
          + "do not tell")
    }
    let sorted = best.value.sorted { ($0.1.offset.ms, $0.0.name) < ($1.1.offset.ms, $1.0.name) }
    let middle = sorted[sorted.count / 2]
    var verdicts = sorted.filter { $0.0.name != middle.0.name }.compactMap { node, clock in
      Verdict.apart(node, clock, middle.0, middle.1)
    }
    if verdicts.isEmpty { verdicts = [Verdict(.passed, subject: "nodes:clock")] }
    return verdicts
      + looked.filter { node in !sorted.contains { $0.0.name == node.name } }.map { node in
        Verdict(
          .unknown(reason: "\(node.name) did not hear from \(best.key)", blockedBy: nil),
          subject: "nodes:clock:\(node.name)")
      }
  }
}

/// What a node found of a clock that others may have asked too.
private struct OtherClock {
  var name: String
  var offset: ClockOffset
}

extension Evidence {
  fileprivate var clocks: [OtherClock] {
    var all: [String: ClockOffset] = [:]
    for server in clock?.servers ?? [] {
      guard let offset = server.offset else { continue }
      let name = "the time server \(server.address ?? server.server)"
      all[name] = all[name] ?? offset
    }
    for peer in clock?.peers ?? [] {
      guard let offset = peer.offset else { continue }
      let name = "\(peer.address):\(peer.port)"
      all[name] = all[name] ?? offset
    }
    return all.map { OtherClock(name: $0.key, offset: $0.value) }
  }
}

extension Verdict {
  /// nil where the difference, as far as its bounds tell, does no harm.
  fileprivate static func apart(
    _ node: NodeExamination, _ clock: OtherClock, _ middle: NodeExamination, _ other: OtherClock
  ) -> Verdict? {
    let offset = ClockOffset(
      ms: other.offset.ms - clock.offset.ms, errorMs: clock.offset.errorMs + other.offset.errorMs)
    let skew = node.exam.skew(of: offset)
    guard let severity = skew.severity else { return nil }
    return Verdict(
      .finding(severity), subject: "nodes:clock:\(node.name)",
      message: """
        The clock of \(node.name) is \(offset.described), against that of \(middle.name). \
        \(skew.consequence)\(offset.zoneNote.map { " " + $0 } ?? "")
        """,
      location: node.file,
      evidence: [(node, clock), (middle, other)].map { each, found in
        EvidenceLine(source: each.name, text: "\(found.name) is \(found.offset.described)")
      },
      fix: Fix("on \(node.name): chronyc makestep, or restart the daemon that keeps its clock"),
      // What a time server says of one of them goes deeper.
      shows: [.clockDiffers], explains: [.clockDiffers], concerns: [node.name, middle.name])
  }
}
