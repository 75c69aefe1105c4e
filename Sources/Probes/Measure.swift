package import Evidence
import Sockets

/// Asks all that is planned, all topics at once, and adds the answers to what is known of the node.
///
/// Every probe gets `timeout` of the limit, and none goes beyond its deadline. Results are sorted,
/// so that two runs compare. What the deadline or a cancellation cut off is missing, which is not
/// the same as failed.
///
/// A further topic is a field of `ProbePlan` and of `Evidence`, and two lines here: the `async let`
/// that starts it, and the assignment that waits for it. Addresses come from the book.
///
/// `then` tells what else to ask as soon as a cluster has told where its TaskManagers are.
package func measure(
  _ plan: ProbePlan, within limit: TimeLimit, from surveyed: Evidence = survey(),
  names: NameProbe = .ofThisMachine(),
  then: @escaping @Sendable (ClusterEvidence) -> ProbePlan = { _ in ProbePlan() }
) async -> Evidence {
  await Dialer.with { dialer in
    let book = NameBook(hosts: plan.hosts)
    async let answers = book.fill(with: names, within: limit)
    async let holders = lookUp(ownPorts: plan.ownPorts, surveyed.processes, within: limit)
    async let dials = dial(plan.portsToDial, book, dialer, within: limit)
    async let held = converse(plan.remoting, book, dialer, within: limit)
    async let selected = selectAddress(
      plan.addressSelection, on: surveyed.node, book, names, within: limit)
    async let stores = StoreProbe.ofThisMachine().look(at: plan.stores, until: limit.end)
    async let machine = machine(plan.node, surveyed.processes, within: limit)
    async let reverse = reverseNames(plan, book, names, own: surveyed.node, within: limit)
    async let clock = clockEvidence(plan.timeServers, names, within: limit)
    async let cluster = lookAtCluster(plan, book, names, dialer, within: limit, then)

    var evidence = surveyed
    evidence.names = await answers
    evidence.ownPorts = await holders
    evidence.dials = sorted(await dials + held.map(\.dial))
    evidence.remoting = sorted(await held.compactMap(\.remoting))
    evidence.addressSelection = await selected
    evidence.stores = await stores
    evidence.machine = await machine
    evidence.reverseNames = await reverse
    evidence.clock = await clock
    evidence.add(await cluster)
    return evidence
  }
}

private func machine(
  _ targets: NodeTargets?, _ processes: ProcessesEvidence?, within limit: TimeLimit
) async -> MachineEvidence? {
  guard let targets else { return nil }
  return await MachineProbe().look(at: targets, processes?.here ?? [], until: limit.end)
}

/// What a cluster shows, and what was found where it told to look.
private struct ClusterFindings: Sendable {
  var look = ClusterLook()
  var names: [NameEvidence] = []
  var dials: [DialEvidence] = []
  var remoting: [RemotingEvidence] = []
}

private func lookAtCluster(
  _ plan: ProbePlan, _ book: NameBook, _ names: NameProbe, _ dialer: Dialer,
  within limit: TimeLimit, _ then: @Sendable (ClusterEvidence) -> ProbePlan
) async -> ClusterFindings {
  guard let target = plan.cluster else { return ClusterFindings() }
  let look = await ClusterProbe(target: target, book: book, dialer: dialer).look(within: limit)
  guard let cluster = look.cluster else { return ClusterFindings(look: look) }
  let further = then(cluster).without(plan)
  let hosts = NameBook(hosts: further.hosts)
  async let answers = hosts.fill(with: names, within: limit)
  async let dials = dial(further.portsToDial, hosts, dialer, within: limit)
  async let conversations = converse(further.remoting, hosts, dialer, within: limit)
  let held = await conversations
  return ClusterFindings(
    look: look, names: await answers, dials: await dials + held.map(\.dial),
    remoting: held.compactMap(\.remoting))
}

extension ProbePlan {
  /// What another plan does not ask already.
  fileprivate func without(_ other: ProbePlan) -> ProbePlan {
    var plan = self
    plan.ports.removeAll { other.ports.contains($0) }
    plan.remoting.removeAll { other.ports.contains($0.port) }
    return plan
  }
}

extension Evidence {
  fileprivate mutating func add(_ found: ClusterFindings) {
    cluster = found.look.cluster
    clock?.peers = found.look.clocks
    let known = Set(names.map(\.name))
    names = (names + found.names.filter { !known.contains($0.name) }).sorted { $0.name < $1.name }
    dials = sorted(dials + found.dials)
    remoting = sorted((remoting ?? []) + found.remoting)
  }
}
