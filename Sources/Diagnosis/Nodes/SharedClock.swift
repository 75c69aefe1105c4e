package import Evidence

/// The one other clock that most of several nodes asked, by which theirs can be compared.
package struct SharedClock: Sendable {
  /// What a node found of it.
  package struct Finding: Sendable {
    package let node: NodeExamination
    package let offset: ClockOffset
  }

  /// `the time server 10.0.0.123`, or `10.0.0.1:8081`.
  package let name: String
  /// Of two nodes at least, by their offsets.
  package let findings: [Finding]

  /// nil where no two nodes asked the same.
  package init?(_ nodes: [NodeExamination]) {
    var byClock: [String: [Finding]] = [:]
    for node in nodes {
      for (name, offset) in node.exam.evidence.otherClocks {
        byClock[name, default: []].append(Finding(node: node, offset: offset))
      }
    }
    let best = byClock.min { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
    guard let best, best.value.count > 1 else { return nil }
    name = best.key
    findings = best.value.sorted {
      ($0.offset.ms, $0.node.name) < ($1.offset.ms, $1.node.name)
    }
  }

  /// What the others are compared with.
  package var middle: Finding { findings[findings.count / 2] }

  /// How far a node's own clock is ahead of the middle one's.
  package func offset(of finding: Finding) -> ClockOffset {
    ClockOffset(
      ms: middle.offset.ms - finding.offset.ms,
      errorMs: finding.offset.errorMs + middle.offset.errorMs)
  }

  /// The names of the nodes whose clocks are certainly further than that from the middle one's.
  func nodes(apartByMs most: Double) -> Set<String> {
    Set(findings.filter { offset(of: $0).leastMs > most }.map(\.node.name))
  }
}

extension Evidence {
  /// What was found of clocks that other nodes may have asked too, by their names.
  fileprivate var otherClocks: [String: ClockOffset] {
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
    return all
  }
}
