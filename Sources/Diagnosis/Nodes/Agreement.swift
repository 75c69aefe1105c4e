/// What each node has of one thing, and which nodes have the same of it.
package struct Agreement<Value: Hashable & Sendable>: Sendable {
  package struct Group: Sendable {
    package let value: Value
    package let nodes: [NodeExamination]
  }

  /// Nodes that have it otherwise than the rest, or where no rest is larger, otherwise than each
  /// other.
  package struct Difference: Sendable {
    package let odd: Group
    package let others: [Group]
    /// Whether more than half of all nodes have the same, and these do not.
    package let isFromMajority: Bool
  }

  /// The largest first, else in the order of the nodes.
  package let groups: [Group]

  /// A node whose value is nil has no part in it.
  package init(_ nodes: [NodeExamination], _ value: (NodeExamination) -> Value?) {
    var order: [Value] = []
    var members: [Value: [NodeExamination]] = [:]
    for node in nodes {
      guard let value = value(node) else { continue }
      if members[value] == nil { order.append(value) }
      members[value, default: []].append(node)
    }
    groups = order.enumerated()
      .map { ($0, Group(value: $1, nodes: members[$1] ?? [])) }
      .sorted { ($1.1.nodes.count, $0.0) < ($0.1.nodes.count, $1.0) }.map(\.1)
  }

  /// How many nodes have a part in it.
  package var count: Int { groups.reduce(0) { $0 + $1.nodes.count } }

  /// One for each value that differs from what most nodes have; one for all where none has most.
  package var differences: [Difference] {
    guard groups.count > 1, let first = groups.first else { return [] }
    guard first.nodes.count * 2 > count else {
      return [Difference(odd: first, others: Array(groups.dropFirst()), isFromMajority: false)]
    }
    return groups.dropFirst().map {
      Difference(odd: $0, others: [first], isFromMajority: true)
    }
  }
}

extension Agreement.Difference {
  /// `tm2 has A, the other 4 nodes (jm1, tm1, tm3 and tm4) have B`, or `jm1 has A, and tm1 has B`.
  package func sentence(_ says: (Value) -> String) -> String {
    let odd = "\(names(of: self.odd.nodes)) \(has(self.odd)) \(says(self.odd.value))"
    if isFromMajority, let rest = others.first {
      let names = names(of: rest.nodes)
      return "\(odd), the other \(rest.nodes.count) nodes (\(names)) have \(says(rest.value))"
    }
    let rest = others.map { "\(names(of: $0.nodes)) \(has($0)) \(says($0.value))" }
    return ([odd] + rest).joined(separator: ", and ")
  }

  /// `tm2`, `tm1 and tm2`; of many the first ones.
  package var oddNames: String { names(of: odd.nodes) }

  private func has(_ group: Agreement.Group) -> String { group.nodes.count == 1 ? "has" : "have" }

  private func names(of nodes: [NodeExamination]) -> String {
    let names = nodes.prefix(6).map(\.name)
    if nodes.count > 6 {
      return names.joined(separator: ", ") + " and \(nodes.count - 6) more"
    }
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }
}
