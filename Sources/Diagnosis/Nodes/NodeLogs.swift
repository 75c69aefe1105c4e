import Evidence
import FlinkConfiguration

/// The logs of several nodes, which tell more together: what one log misses, another explains.
struct NodeLogs {
  /// What the rules about logs look at; paths say whose a log is.
  let exam: Examination
  /// The names of the nodes whose logs are a part of it.
  let nodes: [String]

  /// Where clocks are further apart, lines may stand before what brought them about.
  private static let mostApartMs = 1000.0

  /// nil where fewer than two nodes have logs with times on one clock.
  init?(_ all: [NodeExamination]) {
    let apart = SharedClock(all)?.nodes(apartByMs: Self.mostApartMs) ?? []
    let told = all.compactMap { node -> (name: String, logs: LogEvidence)? in
      guard let logs = node.exam.evidence.logs, logs.zone != nil, !apart.contains(node.name)
      else { return nil }
      return (node.name, logs)
    }
    guard told.count > 1, var exam = all.first?.exam else { return nil }
    let ranges = all.map(\.exam.versions)
    exam.versions = ranges.reduce(ranges[0]) { all, range in
      FlinkVersionRange(from: min(all.from, range.from), to: max(all.to, range.to))
    }
    exam.evidence = Evidence()
    exam.evidence.logs = .joining(told)
    // Who answers whom now tells which trouble is over.
    exam.evidence.remoting = all.flatMap { $0.exam.evidence.remoting ?? [] }
    self.exam = exam
    nodes = told.map(\.name)
  }

  /// The node that has the log of this place; the first one for what stands in no log.
  func node(of place: Location?) -> String {
    nodes.first { place?.within($0) != nil } ?? nodes[0]
  }
}

extension Location {
  /// `/opt/flink/log/a.log` of `tm1:/opt/flink/log/a.log`; nil for a place on another node.
  func within(_ node: String) -> Location? {
    guard path.hasPrefix("\(node):/") else { return nil }
    return Location(path: String(path.dropFirst(node.count + 1)), range: range)
  }
}
