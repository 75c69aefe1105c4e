package import Diagnosis
import Evidence
import FlinkConfiguration

/// A name of the cluster stands for one machine, wherever it is looked up.
package struct NodesResolveNamesAlike: NodesRule {
  package static let card = RuleCard(
    id: "FD8502", name: "nodes-resolve-names-alike", severity: .error,
    title: "Every node finds the same machine behind a name of the cluster",
    why: """
      A line in one node's /etc/hosts that was left behind by a move leads that node alone to \
      another machine: it does not register, or its peers do not reach it, while the same file \
      works everywhere else.
      """,
    fix: "Make /etc/hosts of all nodes alike, or take the names out and leave them to DNS.",
    sources: ["getaddrinfo on each node, /etc/hosts and each name server"],
    examples: [
      .finding(
        "jobmanager.rpc.address: jm1",
        seen: [
          .node("tm1", addresses: "10.0.0.2"), .name("jm1", resolvesTo: "10.0.0.9"),
          .other(
            "jm1", "jobmanager.rpc.address: jm1",
            seen: .node("jm1", addresses: "127.0.0.1", "10.0.0.1"),
            .name("jm1", resolvesTo: "127.0.1.1")),
          .other(
            "tm2", "jobmanager.rpc.address: jm1", seen: .name("jm1", resolvesTo: "10.0.0.1")),
        ]),
      .finding(
        "jobmanager.rpc.address: jm1", .warning,
        seen: [
          .name("jm1", resolvesTo: "10.0.0.9"),
          .other(
            "tm2", "jobmanager.rpc.address: jm1", seen: .name("jm1", resolvesTo: "10.0.0.1")),
        ]),
      // One family here, the other there; and two networks of one machine.
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [
          .name("jm1", resolvesTo: "10.0.0.1"),
          .other("tm2", "jobmanager.rpc.address: jm1", seen: .name("jm1", resolvesTo: "fd00::1")),
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [
          .node("jm1", addresses: "10.0.0.1", "192.168.0.1"),
          .name("jm1", resolvesTo: "127.0.1.1"),
          .other(
            "tm1", "jobmanager.rpc.address: jm1", seen: .name("jm1", resolvesTo: "10.0.0.1")),
          .other(
            "tm2", "jobmanager.rpc.address: jm1", seen: .name("jm1", resolvesTo: "192.168.0.1")),
        ]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.name("jm1", resolvesTo: "10.0.0.1")]),
    ])

  package init() {}

  package func judge(_ nodes: [NodeExamination]) throws(Unknown) -> [Verdict] {
    let hosts = Set(nodes.flatMap { $0.exam.namedHosts.map(\.host) }).sorted()
    return hosts.flatMap { host in
      SharedName(host, nodes).map(verdicts) ?? []
    }
  }

  private func verdicts(_ name: SharedName) -> [Verdict] {
    let astray = name.astray
    if astray.isEmpty { return [Verdict(.passed, subject: "nodes:name:\(name.host)")] }
    return astray.map { .astray($0, name) }
  }
}

/// What several nodes find behind one name.
private struct SharedName {
  struct Answer {
    var node: NodeExamination
    var name: NameEvidence
  }

  let host: String
  let answers: [Answer]
  /// The machine of that name, where it is one of the nodes, and its own addresses.
  let owner: (node: NodeExamination, addresses: [String])?

  /// nil where fewer than two nodes tell: what a machine makes of its own name is its own matter.
  init?(_ host: String, _ nodes: [NodeExamination]) {
    guard !host.allSatisfy({ $0.isNumber || $0 == "." }), !host.contains(":") else { return nil }
    let own = nodes.first { $0.exam.evidence.node?.hostname.lowercased() == host }
    let addresses = (own?.exam.evidence.node?.addresses ?? []).filter {
      !Host.isLoopback($0) && !$0.hasPrefix("fe80:")
    }
    owner = own.flatMap { addresses.isEmpty ? nil : ($0, addresses) }
    self.host = host
    answers = nodes.compactMap { node in
      guard node.name != own?.name, let name = node.exam.evidence.name(host),
        name.outcome == .resolved
      else { return nil }
      return Answer(node: node, name: name)
    }
    // One that agrees with the machine itself is right without a second.
    guard answers.count > 1 else { return nil }
  }

  /// The nodes that are led elsewhere than the machine itself, or than most; where none is most,
  /// the first two that disagree stand for all.
  var astray: [Answer] {
    if let owner {
      let wrong = answers.filter { !Self.agree($0.name.addresses, owner.addresses) }
      // All of them agree on another address: it is translated on the way, and no one's fault.
      if wrong.count < answers.count { return wrong }
    }
    let counts = answers.map { one in
      answers.count { Self.agree(one.name.addresses, $0.name.addresses) }
    }
    guard let most = counts.max(), most < answers.count else { return [] }
    guard most * 2 > answers.count, let at = counts.firstIndex(of: most) else {
      return Array(answers.prefix(1))
    }
    return answers.filter { !Self.agree($0.name.addresses, answers[at].name.addresses) }
  }

  /// Others that are led elsewhere than this one.
  func others(than one: Answer) -> [Answer] {
    answers.filter { !Self.agree($0.name.addresses, one.name.addresses) }
  }

  /// Whether they share an address, or have none of one family to compare.
  static func agree(_ some: [String], _ others: [String]) -> Bool {
    let isShared = some.contains(where: others.contains)
    let families = [true, false].filter { isV6 in
      some.contains { $0.contains(":") == isV6 } && others.contains { $0.contains(":") == isV6 }
    }
    return isShared || families.isEmpty
  }
}

extension Verdict {
  fileprivate static func astray(_ answer: SharedName.Answer, _ name: SharedName) -> Verdict {
    let node = answer.node
    let others = name.others(than: answer)
    let line = answer.name.hostsFileLine
    let right = name.owner?.addresses.first ?? others.first?.name.addresses.first ?? "its address"
    let elsewhere =
      name.owner.map { "\($0.node.name) itself has \($0.addresses.listed)" }
      ?? "\(others.map(\.node.name).listed) are led to \(others.first?.name.addresses.listed ?? "")"
    let place = node.exam.namedHosts.first { $0.host == name.host }
    return Verdict(
      .finding(name.owner == nil ? .warning : .error),
      subject: "nodes:name:\(name.host):\(node.name)",
      message: """
        \(name.host) leads \(node.name) to \(answer.name.addresses.listed)\
        \(line.map { " (line \($0) of its /etc/hosts)" } ?? ""), but \(elsewhere): what \
        \(node.name) sends to \(name.host) goes to another machine.
        """,
      location: line.map {
        Location(
          path: "\(node.name):/etc/hosts", range: TextRange(line: $0, column: 1, length: 1))
      },
      related: [place?.location].compactMap { $0.map { RelatedLocation($0, "where it is named") } },
      key: place?.key,
      evidence: ([answer] + others).map { each in
        EvidenceLine(
          source: each.node.name, text: "\(name.host) is \(each.name.addresses.listed)")
      },
      fix: Fix(
        line == nil
          ? "on \(node.name) have the name servers give \(name.host) the address \(right)"
          : "on \(node.name) write into /etc/hosts, in place of that line: \(right) \(name.host)"),
      explains: node.exam.missed(at: name.host).union([
        .astray(host: name.host), .loopback(host: name.host),
      ]), concerns: [node.name])
  }
}
