import Evidence
import Remoting

/// Who comes, what it says, and who takes whose place.
extension JobManagerMachine {
  mutating func connected(
    _ link: Link, _ identity: RehearsalIdentity, _ from: String, _ distrust: RehearsalDistrust?
  ) -> [Action] {
    guard nodes[identity.id] != nil || nodes.count < Self.mostNodes else {
      return [.send(link, .refused(.full)), .close(link)]
    }
    links[link] = identity.id
    strays.remove(identity.id)
    let old = nodes[identity.id]?.link
    nodes[identity.id, default: Node(identity)].link = link
    nodes[identity.id]?.from = from
    nodes[identity.id]?.distrustOfIt = distrust
    nodes[identity.id]?.distrustOfUs = nil
    forgetStrays(of: identity.machine, at: from)
    var actions = complain(identity.id)
    if let old, old != link {
      links[old] = nil
      actions.append(.close(old))
    }
    return actions
  }

  /// Notes that a TaskManager and this JobManager do not trust each other, where that is so.
  ///
  /// One without a certificate comes to tell by itself why it has none.
  private mutating func complain(_ id: UInt64) -> [Action] {
    guard let node = nodes[id], !node.isTrusted, node.distrustOfIt?.reason != .noCertificate
    else { return [] }
    var path = RehearsalPath(.reached)
    path.order = OwnReport.rpc
    path.distrustOfDialer = node.distrustOfIt
    path.distrustOfAcceptor = node.distrustOfUs
    path.settleTrust()
    return dialled(id, path, at: .zero)
  }

  mutating func disconnected(_ link: Link) {
    guard let id = links.removeValue(forKey: link), nodes[id]?.link == link else { return }
    nodes[id]?.link = nil
    if nodes[id]?.registration == nil { strays.insert(id) }
  }

  /// What was seen of a process that never registered ends with the next one in its place.
  private mutating func forgetStrays(of machine: String, at from: String) {
    for id in strays where nodes[id]?.from == from && nodes[id]?.identity.machine == machine {
      for key in nodes[id]?.ownWays ?? [] { paths[key] = nil }
      nodes[id] = nil
      strays.remove(id)
    }
  }

  mutating func said(
    _ id: UInt64, _ link: Link, _ message: RehearsalMessage, at now: Duration
  ) -> [Action] {
    switch message {
    case .register(let registration):
      guard nodes[id]?.isTrusted == true else { return [.send(link, .refused(.distrusted))] }
      return register(id, link, registration, at: now)
    case .distrust(let distrust):
      nodes[id]?.distrustOfUs = distrust
      return complain(id)
    case .heartbeat(let number):
      guard nodes[id]?.state == .present, nodes[id]?.registration != nil else {
        return [.send(link, .unknownTaskManager)]
      }
      nodes[id]?.heard(at: now)
      let news = RehearsalNews.heartbeat(
        machine: nodes[id]?.identity.machine ?? "", number: nodes[id]?.heartbeats ?? 0)
      return [.send(link, .heartbeatAnswer(number)), .tell(news)]
    case .dialled(let path): return dialled(id, path, at: now)
    case .leaving:
      guard var node = nodes[id], node.state == .present else { return [] }
      node.state = .left
      nodes[id] = node
      return dropOrders(of: id) + [.tell(.left(node.evidence))]
    default: return []
    }
  }

  private mutating func register(
    _ id: UInt64, _ link: Link, _ registration: RehearsalRegistration, at now: Duration
  ) -> [Action] {
    guard var node = nodes[id] else { return [] }
    let isBack = node.registration != nil
    let isSame = node.registration == registration
    node.registration = registration
    node.state = .present
    node.lastHeard = now
    node.isLate = false
    // It says so anew, when it has measured again what it missed.
    node.hasMeasuredJobManager = false
    if !isSame { node.forgetMeasures() }
    nodes[id] = node
    if !order.contains(id) { order.append(id) }
    let interval = UInt64(max(settings.heartbeat.interval / .milliseconds(1), 1))
    var actions: [Action] = [
      .send(link, .registered(interval: interval, blobPort: UInt64(settings.blobPort))),
      .tell(.registered(node.evidence, isBack: isBack)),
    ]
    actions += forgetPredecessor(of: id, registration)
    return actions
      + (isSame ? resume(id, at: now) : [.resolve(node: id, host: registration.host)])
  }

  /// One that was started again registers under the address of the one that is gone.
  private mutating func forgetPredecessor(
    of id: UInt64, _ registration: RehearsalRegistration
  ) -> [Action] {
    let gone = order.filter { other in
      guard other != id, let node = nodes[other], node.state != .present else { return false }
      return node.identity.machine == nodes[id]?.identity.machine
        && node.registration?.host == registration.host
        && node.registration?.rpcPort == registration.rpcPort
    }
    guard !gone.isEmpty else { return [] }
    for other in gone { nodes[other] = nil }
    order.removeAll { gone.contains($0) }
    paths = paths.filter { !gone.contains($0.key.from) && !gone.contains($0.key.to) }
    return gone.flatMap { dropOrders(of: $0) }
  }
}
