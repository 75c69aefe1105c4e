/// What was measured on one node: values with units and no verdicts.
///
/// It is saved with `--save` and judged again with `--from`, so a field added later is optional.
package struct Evidence: Sendable, Hashable, Codable {
  /// The machine that measured; nil when nothing was looked at (`--static`).
  package var node: NodeEvidence?
  /// One answer per name asked, in the order of the names.
  package var names: [NameEvidence]
  /// One attempt per address and port, in the order of host, address and port.
  package var dials: [DialEvidence]

  package init(
    node: NodeEvidence? = nil, names: [NameEvidence] = [], dials: [DialEvidence] = []
  ) {
    self.node = node
    self.names = names
    self.dials = dials
  }
}

extension Evidence {
  /// What the system answered for `name`; nil when it was not asked.
  package func name(_ name: String) -> NameEvidence? {
    names.first { $0.name == name }
  }

  /// Every attempt at a host's port, one per address.
  package func dials(host: String, port: Int) -> [DialEvidence] {
    dials.filter { $0.host == host && $0.port == port }
  }
}
