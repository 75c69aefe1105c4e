import Evidence
import Sockets

/// The names of this machine's addresses and of the hosts', all at once, sorted by address.
///
/// A JobManager asks for the name of each TaskManager's address. nil where it is not planned.
func reverseNames(
  _ plan: ProbePlan, _ book: NameBook, _ names: NameProbe, own node: NodeEvidence?,
  within limit: TimeLimit
) async -> [ReverseNameEvidence]? {
  guard plan.asksForNamesOfAddresses else { return nil }
  let end = limit.end
  let own = Set((node?.addresses ?? []).compactMap { IPAddress($0) }).filter(\.hasName)
  let answers = await withTaskGroup(of: [ReverseNameEvidence].self) { group in
    group.addTask {
      await names.reverseNames(of: own, until: end)
    }
    for host in plan.names.prefix(mostReversed) {
      group.addTask {
        let addresses = Set(await book.addresses(of: host)).subtracting(own).filter(\.hasName)
        return await names.reverseNames(of: addresses, until: end)
      }
    }
    var found: [String: ReverseNameEvidence] = [:]
    for await answers in group {
      for answer in answers { found[answer.address] = answer }
    }
    return found
  }
  return answers.values.sorted { left, right in
    guard let a = IPAddress(left.address), let b = IPAddress(right.address) else {
      return left.address < right.address
    }
    return a < b
  }
}

/// More tell nothing new: a server that is slow is slow for all.
private let mostReversed = 32

extension IPAddress {
  /// Whether anybody asks for its name: it is neither loopback nor of one link.
  fileprivate var hasName: Bool { !isLoopback && zone == 0 && !isLinkLocal }

  private var isLinkLocal: Bool {
    isIPv4 ? bytes.starts(with: [169, 254]) : bytes[0] == 0xFE && bytes[1] & 0xC0 == 0x80
  }
}

extension NameProbe {
  fileprivate func reverseNames(
    of addresses: Set<IPAddress>, until end: ContinuousClock.Instant
  ) async -> [ReverseNameEvidence] {
    await withTaskGroup(of: ReverseNameEvidence?.self) { group in
      for address in addresses.sorted().prefix(mostReversed) {
        group.addTask { await reverseName(of: address, until: end) }
      }
      return await group.reduce(into: []) { if let name = $1 { $0.append(name) } }
    }
  }

  /// nil when cancelled.
  private func reverseName(
    of address: IPAddress, until end: ContinuousClock.Instant
  ) async -> ReverseNameEvidence? {
    let start = ContinuousClock.now
    let answer = await resolver.name(of: address, until: end)
    if Task.isCancelled { return nil }
    return ReverseNameEvidence(
      address: address.description, outcome: answer?.outcome ?? .timedOut, name: answer?.name,
      error: answer?.error, durationMs: start.duration(to: .now).milliseconds)
  }
}
