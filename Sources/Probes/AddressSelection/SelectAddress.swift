import Evidence
import Sockets
import SystemPackage

/// Runs Flink's search for a TaskManager's address on this node; nil when it is not asked for or
/// was cut short.
///
/// Flink tries one address after the other, pass after pass, for up to `lookup.timeout`. Here every
/// address is tried once, all at the same time, and the search is replayed with what they said: the
/// answer is Flink's, and it is there after a second at most.
func selectAddress(
  _ request: AddressSelectionRequest?, on node: NodeEvidence?, _ book: NameBook,
  _ names: NameProbe, within limit: TimeLimit
) async -> AddressSelectionEvidence? {
  guard let request, let node else { return nil }
  let isIPv6On = !request.java.isIPv4Only && isIPv6OnForJVM()
  let addresses = (node.interfaces ?? []).flatMap(\.addresses).compactMap { IPAddress($0) }
  let java = JavaNode(
    order: request.java.order, isIPv6On: isIPv6On,
    addresses: isIPv6On ? addresses : addresses.filter(\.isIPv4))
  let ownAnswer = await book.answer(for: request.ownName)
  let own = await java.address(of: ownAnswer, names, within: limit)
  var selection = SelectedAddresses(
    request: request, node: java,
    localHost: request.ownName == "localhost" ? java.loopback : own)
  if request.isSearching, case .at(let host, let port) = request.leader {
    guard let answer = await book.answer(for: host) else { return nil }
    selection.target = await java.address(of: answer, names, within: limit)
    if let target = selection.target {
      guard let attempts = await attempt(selection, target, port, within: limit) else {
        return nil
      }
      selection.attempts = attempts
    }
  }
  if let host = request.bindHost, let answer = await book.answer(for: host) {
    let address = await java.address(of: answer, names, within: limit)
    selection.bindFailure =
      address == nil
      ? "it has no address"
      : address.flatMap { SourceDial.failure(ofBinding: $0, isIPv6On: isIPv6On) }
        .map { Errno(rawValue: $0).description }
  }
  selection.isOwnNameUnsure = ownAnswer?.outcome == .timedOut
  for address in selection.chosenWithoutName {
    selection.reverseNames[address] = await names.name(of: address, within: limit)
  }
  return selection.evidence
}

/// Dials from every address at once; nil when the deadline came first.
private func attempt(
  _ selection: SelectedAddresses, _ target: IPAddress, _ port: Int, within limit: TimeLimit
) async -> [SourceDial]? {
  // Java's `Socket` takes the own address for a wildcard (`NioSocketImpl#connect`).
  guard let port = UInt16(exactly: port),
    let target = target.isWildcard ? selection.localHost : target
  else { return [] }
  var sources: [IPAddress] = []
  for source in [selection.localHost].compactMap(\.self) + selection.node.addresses
  where !sources.contains(source) && sources.count < mostSources { sources.append(source) }
  let timeout = min(AddressSelection.slowTimeout, limit.remaining)
  let isIPv6On = selection.node.isIPv6On
  return await blocking(until: limit.end) { [sources] in
    SourceDial.dial(
      from: sources, to: target, port: port, isIPv6On: isIPv6On, timeout: timeout
    ) { dials in
      var soFar = selection
      soFar.attempts = dials
      return soFar.isDecided
    }
  }
}

/// A node has a few addresses; one with more would cost the JobManager's machine a burst.
private let mostSources = 256

extension JavaNode {
  /// The address that Java takes for a name; nil where it has none.
  fileprivate func address(
    of answer: NameEvidence?, _ names: NameProbe, within limit: TimeLimit
  ) async -> IPAddress? {
    guard let answer else { return nil }
    if !isIPv6On, IPAddress(answer.name) == nil, answer.outcome == .resolved {
      return taken(
        of: await names.resolver.askIPv4(answer.name, until: limit.end)?.addresses ?? [])
    }
    // Where the system was too slow, Java waits and gets what a name server knows.
    let texts =
      answer.outcome == .timedOut ? answer.servers.flatMap(\.addresses) : answer.addresses
    return taken(of: texts.compactMap { IPAddress($0) })
  }
}
