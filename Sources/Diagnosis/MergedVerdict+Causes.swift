import FlinkConfiguration

extension MergedVerdict {
  /// Whether it may be the cause of what another shows.
  ///
  /// What one node suffers from is another's doing only where both name the same port, where it is
  /// something about that other node, where both are about one TaskManager, or where the logs of both
  /// tell it together.
  func accounts(for other: MergedVerdict) -> Bool {
    guard !explains.isDisjoint(with: other.shows) else { return false }
    let common = explains.intersection(other.shows)
    switch (node, other.node) {
    case (let own, let theirs) where own == theirs:
      return !common.allSatisfy(\.isOfOneTaskManager) || !isOfAnotherTaskManager(than: other)
    case (nil, let name?):
      return concerns.isEmpty || concerns.contains(name)
        || other.isOfTheCluster && other.seen.map(concerns.contains) == true
    case (let name?, nil): return other.concerns.contains(name)
    case (let name, _):
      return other.seen == name || common.contains(where: \.isOfOnePort)
        || common.contains(where: \.isInLogs) && isToldTogether && other.isToldTogether
        || common.contains(where: \.isOfOneTaskManager) && watchesTheSame(as: other)
    }
  }

  /// Whether both tell the same of the same host, to be mended alike, from two nodes.
  ///
  /// The JobManager's `localhost` is one machine, whichever node hears of it.
  func repeats(_ other: MergedVerdict) -> Bool {
    result.id == other.result.id && node != nil && other.node != nil && node != other.node
      && result.subject == other.result.subject && (isOfTheCluster || watchesTheSame(as: other))
      && result.fix == other.result.fix
  }

  /// What the JobManager says, whichever node asked it.
  private var isOfTheCluster: Bool { result.family == .cluster }

  private func watchesTheSame(as other: MergedVerdict) -> Bool {
    guard let own = result.peer, let their = other.result.peer else { return false }
    return own.isCertainly(their)
  }

  /// Whether both watch a TaskManager, and two different ones; a name may be every TaskManager's.
  private func isOfAnotherTaskManager(than other: MergedVerdict) -> Bool {
    guard result.family != .addresses, let own = result.peer, let their = other.result.peer else {
      return false
    }
    return own.isCertainlyNot(their)
  }
}

extension Peer {
  /// Whether it is one machine for every node; without an address, one of the same name.
  fileprivate func isCertainly(_ other: Peer) -> Bool {
    guard !Host.isLoopback(address ?? host) else { return false }
    guard let own = knownAddress, let their = other.knownAddress else { return host == other.host }
    return own == their
  }

  /// Whether both have an address, and not the same; a name alone may be any machine's.
  fileprivate func isCertainlyNot(_ other: Peer) -> Bool {
    guard let own = knownAddress, let their = other.knownAddress else { return false }
    return own != their
  }

  /// nil for a name alone, and for what leads every machine to itself.
  private var knownAddress: String? {
    let place = address ?? host
    let isAddress = Host.isIPv4(place) || place.utf8.contains(UInt8(ascii: ":"))
    return isAddress && !Host.isLoopback(place) ? place : nil
  }
}

extension Symptom {
  /// Whether it names one port, which is the same port from every node.
  fileprivate var isOfOnePort: Bool {
    if case .unreachable = self { true } else { false }
  }

  /// Whether it is what logs say of one stretch of time.
  fileprivate var isInLogs: Bool {
    if case .inLogs = self { true } else { false }
  }

  /// Whether it is one TaskManager's, and no other TaskManager's fault brings it about.
  fileprivate var isOfOneTaskManager: Bool {
    [.taskManagerNotReachable, .taskManagerNotRegistered, .dataNotExchanged].contains(self)
  }
}
