import Evidence
import FlinkConfiguration

/// The examination of one node among several of a cluster.
package struct NodeExamination: Sendable {
  /// The node's host name, or the file's where that tells no node; each name once.
  package let name: String
  package var exam: Examination

  package init(name: String, exam: Examination) {
    self.name = name
    self.exam = exam
  }
}

extension Examination {
  /// Every node that is judged together with this one, itself first; empty where it is alone.
  package var nodes: [NodeExamination] {
    guard !others.isEmpty else { return [] }
    var own = self
    own.others = []
    return [NodeExamination(name: name ?? evidence.node?.hostname ?? "this node", exam: own)]
      + others
  }

  /// All nodes as one examination, for the rules about what must agree among them.
  ///
  /// Each is asked under a version that all may have, where there is one: a default that differs
  /// between versions is no difference between nodes.
  package static func joining(_ nodes: [NodeExamination]) -> Examination {
    let ranges = nodes.map(\.exam.versions)
    let common = ranges.dropFirst().reduce(ranges.first) { $0?.intersection($1) }
    let judged = nodes.map { node in
      var node = node
      node.exam.version = (common ?? node.exam.versions).versions.last ?? node.exam.version
      return node
    }
    var joined = judged[0].exam
    joined.versions = FlinkVersionRange(joined.version)
    joined.name = judged[0].name
    joined.others = Array(judged.dropFirst())
    return joined
  }
}
