package import Diagnosis
import Evidence

/// What a way loses is sent again, late.
package struct PacketsArriveInRehearsal: Rule {
  package static let card = RuleCard(
    id: "FD3609", name: "packets-arrive-in-rehearsal", severity: .warning,
    title: "In the rehearsal few packets get lost",
    why: """
      TCP sends again what is lost, after 0.2 s at the least where little is under way, and takes it for \
      a sign of a full network: from one lost packet in a hundred on, data between tasks gets slow, and \
      calls, heartbeats and checkpoints come late by chance, on a cluster where everything connects.
      """,
    fix:
      "Look for a bad cable, port or NIC, for two ends that differ in speed or duplex, a full link.",
    sources: [
      "tcp_info (Linux): tcpi_total_retrans less tcpi_dsack_dups, tcpi_data_segs_out",
      "RFC 6298, 2.4, with Linux' TCP_RTO_MIN of 0.2 s; counted in the lab at a known loss",
    ],
    examples: [
      .finding(
        "jobmanager.rpc.address: jm1",
        seen: [
          .rehearsal {
            $0.paths = [
              .example("tm1", "jm1", .jobManagerRpc, .reached, at: "10.0.0.1", lost: 0, of: 90),
              .example("jm1", "tm2", .taskManagerRpc, .reached, at: "10.0.0.22", lost: 4, of: 90),
              .example("tm1", "tm2", .taskManagerData, .reached, at: "10.0.0.22", lost: 6, of: 90),
            ]
          }
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [
          .rehearsal {
            // Two of some hundred may be chance.
            $0.paths = [
              .example("tm1", "tm2", .taskManagerData, .reached, at: "10.0.0.22", lost: 2, of: 90)
            ]
          }
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [
          .rehearsal {
            // What gets stuck is sent again and again: another rule's finding.
            $0.paths = [
              .example(
                "tm1", "tm2", .taskManagerData, .reached, at: "10.0.0.22", stuck: 2000, lost: 9,
                of: 40)
            ]
          }
        ]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let rehearsal = exam.evidence.rehearsal else { return [] }
    let counted = rehearsal.paths.filter { $0.outcome == .reached && ($0.segments ?? 0) > 0 }
    guard !counted.isEmpty else { return [] }
    let lossy = LossyNode.found(in: counted.filter { $0.stuckBytes == nil })
    guard !lossy.isEmpty else { return [Verdict(.passed, subject: "rehearsal:loss")] }
    return lossy.map { .lossy($0) }
  }
}

/// All ways to one node, or all from it, that lose together.
private struct LossyNode {
  enum Side {
    case to
    case from
  }

  let name: String
  let side: Side
  let paths: [RehearsedPath]

  var lost: Int { paths.reduce(0) { $0 + ($1.lostSegments ?? 0) } }
  var segments: Int { paths.reduce(0) { $0 + ($1.segments ?? 0) } }
  var share: Double { Double(lost) / Double(max(segments, 1)) }

  /// Below three it may be chance, below one in a hundred TCP gets along.
  var isLossy: Bool { lost >= 3 && lost * 100 >= segments }

  /// The worst first; each way counts for one node alone.
  static func found(in paths: [RehearsedPath]) -> [LossyNode] {
    var rest = paths
    var found: [LossyNode] = []
    while let worst = worst(in: rest), found.count < 8 {
      found.append(worst)
      rest.removeAll(where: worst.paths.contains)
    }
    return found
  }

  private static func worst(in paths: [RehearsedPath]) -> LossyNode? {
    let targets = Dictionary(grouping: paths, by: \.to).map {
      LossyNode(name: $0, side: .to, paths: $1)
    }
    let sources = Dictionary(grouping: paths, by: \.from).map {
      LossyNode(name: $0, side: .from, paths: $1)
    }
    // Where one way is all there is to both, the one that is dialled is named.
    return (targets + sources).filter(\.isLossy).max {
      ($0.lost, $0.share, $0.side == .to ? 1 : 0, $1.name)
        < ($1.lost, $1.share, $1.side == .to ? 1 : 0, $0.name)
    }
  }
}

extension Verdict {
  fileprivate static func lossy(_ node: LossyNode) -> Verdict {
    let ways = node.side == .to ? "On the ways to" : "On the ways from"
    return Verdict(
      .finding(.warning),
      subject: "rehearsal:loss:\(node.side == .to ? "to" : "from"):\(node.name)",
      message: """
        \(ways) \(node.name) \(node.lost) of \(node.segments) packets were lost \
        (\(node.lost * 100 / max(node.segments, 1)) %): TCP sends each again, some only after 0.2 s, so \
        that data between tasks is slow, and calls and heartbeats come late.
        """,
      peer: node.side == .to
        ? Peer(host: node.paths[0].host, address: node.paths[0].address, port: node.paths[0].port)
        : nil,
      evidence: node.paths.prefix(5).map { path in
        EvidenceLine(
          source: "from \(path.from)",
          text: "\(path.address) port \(path.port): \(path.lostSegments ?? 0) of "
            + "\(path.segments ?? 0) packets sent again")
      },
      fix: Fix(
        "on \(node.name) look at `ip -s link` and `ethtool -S` for errors and drops, at the speed and "
          + "duplex that `ethtool` shows on both ends of its cable, and at the load of its link"),
      explains: [.heartbeatsLost, .callsFail])
  }
}
