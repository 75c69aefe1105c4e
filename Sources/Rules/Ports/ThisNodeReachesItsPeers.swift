package import Diagnosis
import Evidence
import FlinkConfiguration

/// Where every other machine is silent, the fault is on this one's side.
package struct ThisNodeReachesItsPeers: Rule {
  package static let card = RuleCard(
    id: "FD3011", name: "this-node-reaches-its-peers", severity: .error,
    title: "This machine gets an answer from another machine of the cluster",
    why: """
      One silent machine may be off. When all of them are, what they have in common is this machine: \
      its interface or route is missing, or its own firewall lets nothing out.
      """,
    fix: "Look at `ip address`, `ip route` and this machine's own firewall (`nft list ruleset`).",
    sources: ["connect(2): ENETUNREACH, EHOSTUNREACH, ETIMEDOUT"],
    examples: [
      .finding(
        masters,
        seen: [
          .node("tm1", addresses: "10.0.0.7"), .file("masters", "jm1\njm2"),
          .dial("jm1", 50010, .dropped, address: "10.0.0.1"),
          .dial("jm2", 50010, .dropped, address: "10.0.0.2"),
        ]),
      .finding(
        masters,
        seen: [
          .node("tm1", addresses: "10.0.0.7"), .file("masters", "jm1\njm2"),
          .dial("jm1", 50010, .networkUnreachable, address: "10.0.0.1"),
          .dial("jm2", 50010, .networkUnreachable, address: "10.0.0.2"),
        ]),
      .healthy(
        masters,
        seen: [
          .node("tm1", addresses: "10.0.0.7"), .file("masters", "jm1\njm2"),
          .dial("jm1", 50010, .dropped, address: "10.0.0.1"),
          .dial("jm2", 50010, .refused, address: "10.0.0.2"),
        ]),
      .healthy(
        masters,
        seen: [
          .node("tm1", addresses: "10.0.0.7"), .file("masters", "jm1"),
          .dial("jm1", 50010, .dropped, address: "10.0.0.1"),
          .dial("tm1", 50010, .open, address: "10.0.0.7"),
        ]),
    ])

  private static let masters = """
    jobmanager.rpc.address: jm1
    high-availability.type: zookeeper
    high-availability.jobmanager.port: 50010
    """

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    let own = Set(exam.evidence.node?.addresses ?? [])
    let dials = exam.evidence.dials.filter {
      !own.contains($0.address) && !Host.isLoopback($0.address) && !exam.isThisNode($0.host)
    }
    guard Set(dials.map(\.address)).count > 1, dials.allSatisfy({ $0.isSilent }) else { return [] }
    return [.alone(dials)]
  }
}

extension DialEvidence {
  fileprivate var isSilent: Bool {
    switch outcome {
    case .dropped, .hostUnreachable, .networkUnreachable: true
    case .open, .refused, .notPermitted, .failed: false
    }
  }
}

extension Verdict {
  fileprivate static func alone(_ dials: [DialEvidence]) -> Verdict {
    let hosts = Set(dials.map(\.host)).sorted().listed
    let hasNoRoute = dials.allSatisfy { $0.outcome == .networkUnreachable }
    let symptoms = Set(dials.map { Symptom.unreachable(host: $0.host, port: $0.port) })
    return Verdict(
      .finding(.error), subject: "node:network",
      message: hasNoRoute
        ? "This machine has no route to any other of the cluster (\(hosts))."
        : """
        No other machine of the cluster answers this one in any way (\(hosts)): its own network or \
        firewall lets nothing through.
        """,
      evidence: dials.map(\.line),
      fix: Fix(
        hasNoRoute
          ? "ip route add <their network> via <the router>, or bring the interface up"
          : "look at `ip address`, `ip route` and `nft list ruleset` of this machine"),
      shows: symptoms,
      explains: symptoms.union([
        .machineNotReached, .jobManagerNotFound, .taskManagerNotReachable, .heartbeatsLost,
      ]))
  }
}
