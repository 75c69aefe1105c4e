/// A rule about what must agree among the nodes of one cluster.
///
/// It stands in the same registry as every other, and has nothing to say of a node alone.
package protocol NodesRule: Rule {
  /// `nodes` are two at least.
  func judge(_ nodes: [NodeExamination]) throws(Unknown) -> [Verdict]
}

extension NodesRule {
  package static var isAboutNodes: Bool { true }

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    let nodes = exam.nodes
    return nodes.isEmpty ? [] : try judge(nodes)
  }
}
