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
package func measure(
  _ plan: ProbePlan, within limit: TimeLimit, from surveyed: Evidence = survey(),
  names: NameProbe = .ofThisMachine()
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
    async let clock = clockEvidence(plan.clock, book, names, dialer, within: limit)

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
    return evidence
  }
}

private func machine(
  _ targets: NodeTargets?, _ processes: ProcessesEvidence?, within limit: TimeLimit
) async -> MachineEvidence? {
  guard let targets else { return nil }
  return await MachineProbe().look(at: targets, processes?.here ?? [], until: limit.end)
}
