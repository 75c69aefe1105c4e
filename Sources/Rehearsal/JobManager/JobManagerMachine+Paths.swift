import Evidence
import Remoting

/// Which ways are measured, and what came of them.
extension JobManagerMachine {
  mutating func resolved(
    _ id: UInt64, _ host: String, _ addresses: [String], _ error: String?, at now: Duration
  ) -> [Action] {
    guard var node = nodes[id], let registration = node.registration, registration.host == host
    else { return [] }
    node.addresses = addresses
    node.resolution = error
    node.isResolved = true
    guard settings.measuresPairs else {
      nodes[id] = node
      return []
    }
    if addresses.isEmpty {
      // One line is enough of a name that nobody can dial.
      let path = RehearsalPath(.unresolved, detail: error ?? "no address")
      note(
        DialBack(
          node: id, host: host, address: "", port: Int(registration.rpcPort),
          role: .taskManagerRpc, isFlinks: true), path)
    }
    nodes[id] = node
    return resume(id, at: now)
  }

  /// Has measured what was not yet, or did not work: of a new one all, of one that is back the rest.
  mutating func resume(_ id: UInt64, at now: Duration) -> [Action] {
    guard let node = nodes[id], node.isResolved, settings.measuresPairs else { return [] }
    let backs = dialBacks(to: id, node)
    nodes[id]?.openBacks += backs.count
    let others = peers(of: id)
    for other in others { enqueue(id, other) }
    return backs.map { .measure($0) } + (others + [id]).flatMap { give(to: $0, at: now) }
  }

  private func dialBacks(to id: UInt64, _ node: Node) -> [DialBack] {
    guard let registration = node.registration else { return [] }
    let ports = [
      (PortRole.taskManagerRpc, registration.rpcPort), (.taskManagerData, registration.dataPort),
    ]
    return node.addresses.enumerated().flatMap { at, address in
      ports.compactMap { role, port in
        guard !isReached(PathKey(from: 0, to: id, role: role, address: address)) else { return nil }
        return DialBack(
          node: id, host: registration.host, address: address, port: Int(port), role: role,
          isFlinks: at == 0)
      }
    }
  }

  private func isReached(_ key: PathKey) -> Bool { paths[key]?.isGood == true }

  mutating func measured(_ dial: DialBack, _ path: RehearsalPath) -> [Action] {
    guard nodes[dial.node] != nil else { return [] }
    nodes[dial.node]?.openBacks -= 1
    note(dial, path)
    let key = PathKey(from: 0, to: dial.node, role: dial.role, address: dial.address)
    return paths[key].map { [.tell(.measured($0))] } ?? []
  }

  private mutating func note(_ dial: DialBack, _ path: RehearsalPath) {
    var path = path
    path.address = dial.address
    paths[PathKey(from: 0, to: dial.node, role: dial.role, address: dial.address)] =
      RehearsedPath(
        path, from: settings.machine, to: nodes[dial.node]?.identity.machine ?? "",
        role: dial.role, isFromJobManager: true, host: dial.host, port: dial.port,
        isFlinks: dial.isFlinks)
  }

  mutating func dialled(
    _ id: UInt64, _ path: RehearsalPath, at now: Duration
  ) -> [Action] {
    let machine = nodes[id]?.identity.machine ?? ""
    let key: PathKey
    let cell: RehearsedPath
    if let order = orders[path.order] {
      guard order.source == id else { return [] }
      orders[path.order] = nil
      nodes[id]?.open -= 1
      var path = path
      path.address = order.address
      key = PathKey(from: id, to: order.target, role: .taskManagerData, address: order.address)
      cell = RehearsedPath(
        path, from: machine, to: nodes[order.target]?.identity.machine ?? "",
        role: .taskManagerData, host: order.host, port: order.port, isFlinks: order.isFlinks)
    } else if path.order == OwnReport.rpc || path.order == OwnReport.blob {
      let isRpc = path.order == OwnReport.rpc
      let role = isRpc ? PortRole.jobManagerRpc : .blobServer
      let known = nodes[id]?.ownWays ?? []
      key = PathKey(from: id, to: 0, role: role, address: path.address)
      if !known.contains(key) {
        guard known.count < Self.mostOwnWays else { return [] }
        nodes[id]?.ownWays.append(key)
      }
      cell = RehearsedPath(
        path, from: machine, to: settings.machine, role: role, host: settings.rpc.host,
        port: isRpc ? settings.rpc.port : settings.blobPort,
        isFlinks: known.first { $0.role == role }.map { $0 == key } ?? true)
    } else {
      if path.order == OwnReport.end { nodes[id]?.hasMeasuredJobManager = true }
      return []
    }
    // One that does not get in comes again and again, and says the same.
    let isNews = paths.updateValue(cell, forKey: key) != cell || nodes[id]?.registration != nil
    guard isNews else { return [] }
    return [.tell(.measured(cell))] + give(to: id, at: now)
  }

  /// Those that a new one is measured with: all, or a sample that is the same for the same nodes.
  private mutating func peers(of id: UInt64) -> [UInt64] {
    let others = order.filter { other in
      other != id && nodes[other]?.isResolved == true && nodes[other]?.state == .present
    }
    guard order.count > Self.mostForAllPairs, !settings.measuresAllPairs else { return others }
    isSampled = true
    return Array(others.sorted { mixed($0 ^ id) < mixed($1 ^ id) }.prefix(Self.sampledPeers))
  }

  private func mixed(_ number: UInt64) -> UInt64 {
    (number ^ number >> 31) &* 0x9e37_79b9_7f4a_7c15
  }

  private mutating func enqueue(_ one: UInt64, _ other: UInt64) {
    for (source, target) in [(one, other), (other, one)] {
      guard let node = nodes[target], let registration = node.registration else { continue }
      for (at, address) in node.addresses.enumerated() {
        let key = PathKey(from: source, to: target, role: .taskManagerData, address: address)
        guard !isReached(key) else { continue }
        nodes[source]?.waiting.append(
          PairOrder(
            source: source, target: target, host: registration.host, address: address,
            port: Int(registration.dataPort), isFlinks: at == 0))
      }
    }
  }

  /// Gives a TaskManager as many of the orders that wait as it may work at.
  mutating func give(to id: UInt64, at now: Duration) -> [Action] {
    var actions: [Action] = []
    while let node = nodes[id], let link = node.link, node.state == .present,
      node.open < Self.mostOpen, var order = node.waiting.first
    {
      nodes[id]?.waiting.removeFirst()
      guard nodes[order.target]?.state == .present else { continue }
      order.given = now
      nextOrder += 1
      orders[nextOrder] = order
      nodes[id]?.open += 1
      let dial = RehearsalDial(
        order: nextOrder, target: order.target, host: order.host, address: order.address,
        port: UInt64(order.port), isFlinks: order.isFlinks)
      actions.append(.send(link, .dial(dial)))
    }
    return actions
  }

  /// What a TaskManager that is gone was to measure, or was to be measured of it.
  mutating func dropOrders(of id: UInt64) -> [Action] {
    nodes[id]?.waiting = []
    for (number, order) in orders where order.source == id || order.target == id {
      orders[number] = nil
      nodes[order.source]?.open -= 1
    }
    return []
  }

  mutating func expireOrders(at now: Duration) -> [Action] {
    var actions: [Action] = []
    for (number, order) in orders where now - order.given > Self.orderPatience {
      var path = RehearsalPath(.unfinished, detail: "no result within 90 s")
      path.order = number
      actions += dialled(order.source, path, at: now)
    }
    for id in order where nodes[id]?.waiting.isEmpty == false { actions += give(to: id, at: now) }
    return actions
  }
}
