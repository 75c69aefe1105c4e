/// What is asked of this node's surroundings: plain values, a field per topic, made without a network.
package struct ProbePlan: Sendable, Hashable {
  /// Hosts that are looked up whether anything at them is dialled or not, after Flink's
  /// normalisation; they come back unchanged in the evidence.
  package var names: [String]
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

  package init(
    names: [String] = [], ports: [PortTarget] = [], remoting: [RemotingTarget] = [],
    stores: [StoreTarget] = []
  ) {
    self.names = names
    self.ports = ports
    self.remoting = remoting
    self.stores = stores
  }

  /// Every host that some topic needs the addresses of; each is looked up once.
  var hosts: Set<String> {
    Set(names).union(ports.map(\.host)).union(remoting.map(\.port.host))
      .union(addressSelection?.hosts ?? [])
  }
}
