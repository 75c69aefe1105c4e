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
  /// Who listens on the ports of this node's own processes; nil when that was not asked.
  package var ownPorts: OwnPortsEvidence?
  /// The Flink processes of this machine; nil when they were not looked at.
  package var processes: ProcessesEvidence?
  /// Under which address a TaskManager would register from here; nil when that was not asked.
  package var addressSelection: AddressSelectionEvidence?
  /// The stores that the configuration names, in its order; nil when none was looked at.
  package var stores: [StoreEvidence]?
  /// Their sockets; nil when they were not looked at.
  package var connections: ConnectionsEvidence?
  /// What this node gives to its Flink; nil where the configuration is that of other machines.
  package var machine: MachineEvidence?
  /// What `flinkdoctor probe` was asked about; nil for every other command.
  package var probed: ProbedEvidence?
  /// One conversation per address and port where remoting was expected and something accepted; nil
  /// in examinations of the first release.
  package var remoting: [RemotingEvidence]?

  /// How names are looked up here; nil when nothing was looked at.
  package var resolver: ResolverEvidence?
  /// One answer per address asked, in the order of the addresses; nil when none was asked.
  package var reverseNames: [ReverseNameEvidence]?
  package var clock: ClockEvidence?
  /// What a rehearsal showed; nil when there was none.
  package var rehearsal: RehearsalEvidence?
  /// What the cluster's logs say; nil when none was read.
  package var logs: LogEvidence?
  /// What REST shows of the running cluster; nil when it was not asked.
  package var cluster: ClusterEvidence?

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
  ///
  /// Upper and lower case are alike, as they are to every resolver, and an IPv6 address may stand
  /// in brackets.
  package func name(_ name: String) -> NameEvidence? {
    let name = Self.plain(name)
    return names.first { Self.plain($0.name) == name }
  }

  /// Every attempt at a host's port, one per address.
  package func dials(host: String, port: Int) -> [DialEvidence] {
    let host = Self.plain(host)
    return dials.filter { $0.port == port && Self.plain($0.host) == host }
  }

  static func plain(_ host: String) -> String {
    let host = host.lowercased()
    return host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
  }
}
