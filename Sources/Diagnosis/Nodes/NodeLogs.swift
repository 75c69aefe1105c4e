import Evidence
import FlinkConfiguration

/// The logs of several nodes, which tell more together: what one log misses, another explains.
struct NodeLogs {
  /// What the rules about logs look at.
  let exam: Examination
  /// The names of the nodes whose logs are a part of it.
  let nodes: [String]

  /// Where clocks are further apart, lines may stand before what brought them about.
  private static let mostApartMs = 1000.0

  /// nil where fewer than two nodes have logs with times on one clock.
  init?(_ all: [NodeExamination]) {
    let apart = SharedClock(all)?.nodes(apartByMs: Self.mostApartMs) ?? []
    let told = all.filter {
      $0.exam.evidence.logs?.zone != nil && !apart.contains($0.name)
    }
    guard told.count > 1, var exam = all.first?.exam else { return nil }
    exam.versions = all.reduce(exam.versions) { $0.spanning($1.exam.versions) }
    exam.evidence = Evidence()
    exam.evidence.logs = .joining(told.compactMap(\.exam.evidence.logs))
    // Who answers whom now tells which trouble is over.
    exam.evidence.remoting = all.flatMap { $0.exam.evidence.remoting ?? [] }
    self.exam = exam
    nodes = told.map(\.name)
  }

  /// The node that has the log of this place, `tm1:/opt/flink/log/a.log`; the first one for what
  /// stands in no node's log.
  func node(of place: Location?) -> String {
    nodes.first { place?.path.hasPrefix("\($0):/") == true } ?? nodes[0]
  }
}
