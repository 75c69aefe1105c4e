/// What is asked of this node's surroundings: plain values, a field per topic, made without a network.
package struct ProbePlan: Sendable, Hashable {
  /// Hosts that are looked up whether anything at them is dialled or not, after Flink's
  /// normalisation; they come back unchanged in the evidence.
  package var names: [String]
  /// Whether the names of this node's and of the hosts' addresses are asked for as well.
  package var asksForNamesOfAddresses: Bool
  package var ports: [PortTarget]
  /// Ports of this machine, whose listeners are looked up in `/proc`.
  package var ownPorts: [Int] = []
  /// Of `ports`, those where an actor system must answer, and how it is asked.
  package var remoting: [RemotingTarget]
  /// nil where no TaskManager of this configuration would look for its address here.
  package var addressSelection: AddressSelectionRequest?
  package var stores: [StoreTarget]
  /// nil where the configuration is that of other machines.
  package var node: NodeTargets?
  package var timeServers: [TimeServer]
  /// nil where REST is asked for no more than the version.
  package var cluster: ClusterTarget?

  package init(
    names: [String] = [], asksForNamesOfAddresses: Bool = false, ports: [PortTarget] = [],
    remoting: [RemotingTarget] = [], stores: [StoreTarget] = [], timeServers: [TimeServer] = []
  ) {
    self.names = names
    self.asksForNamesOfAddresses = asksForNamesOfAddresses
    self.ports = ports
    self.remoting = remoting
    self.stores = stores
    self.timeServers = timeServers
  }

  /// Every host that some topic needs the addresses of; each is looked up once.
  var hosts: Set<String> {
    Set(names).union(ports.map(\.host)).union(remoting.map(\.port.host))
      .union(addressSelection?.hosts ?? []).union((cluster?.endpoints ?? []).map(\.host))
  }
}
