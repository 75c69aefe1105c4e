package import Evidence
package import Remoting

/// The stand-in JobManager without I/O and without a clock: what happens in, what to do out.
///
/// It keeps who has registered, declares lost who is silent, has every way measured that the cluster
/// will need, and knows when all is done.
package struct JobManagerMachine: Sendable {
  /// A connection, by a number of the driver's.
  package typealias Link = Int

  package enum Input: Sendable {
    /// Somebody who proved to be of this rehearsal wants to register; with what this side has
    /// against its certificate.
    case connected(Link, RehearsalIdentity, from: String, distrust: RehearsalDistrust? = nil)
    case said(Link, RehearsalMessage)
    case disconnected(Link)
    case visitor(RehearsalVisitor)
    /// The first address is the one that Java takes.
    case resolved(node: UInt64, host: String, addresses: [String], error: String?)
    case measured(DialBack, RehearsalPath)
    case tick
    case stop(RehearsalEvidence.Ending)
  }

  package enum Action: Sendable, Hashable {
    case send(Link, RehearsalMessage)
    case close(Link)
    case resolve(node: UInt64, host: String)
    case measure(DialBack)
    case tell(RehearsalNews)
    case over(RehearsalEvidence.Ending)
  }

  /// A way from the JobManager to a TaskManager's port.
  package struct DialBack: Sendable, Hashable {
    package var node: UInt64
    package var host: String
    package var address: String
    package var port: Int
    package var role: PortRole
    package var isFlinks: Bool
  }

  package struct Settings: Sendable, Hashable {
    package var machine: String
    package var heartbeat: HeartbeatTimes
    package var expected: Int?
    package var measuresPairs: Bool
    package var measuresAllPairs: Bool
    /// 0 for none.
    package var blobPort: Int
    /// Where TaskManagers dial, as they find it in their configuration.
    package var rpc: (host: String, port: Int) {
      get { (rpcHost, rpcPort) }
      set { (rpcHost, rpcPort) = newValue }
    }
    private var rpcHost: String
    private var rpcPort: Int

    package init(
      machine: String, heartbeat: HeartbeatTimes = .rehearsal, expected: Int? = nil,
      measuresPairs: Bool = true, measuresAllPairs: Bool = false, blobPort: Int = 0,
      rpc: (host: String, port: Int)
    ) {
      self.machine = machine
      self.heartbeat = heartbeat
      self.expected = expected
      self.measuresPairs = measuresPairs
      self.measuresAllPairs = measuresAllPairs
      self.blobPort = blobPort
      rpcHost = rpc.host
      rpcPort = rpc.port
    }
  }

  /// Numbers below are those of paths that TaskManagers report without an order.
  package enum OwnReport {
    package static let rpc: UInt64 = 1
    package static let blob: UInt64 = 2
    /// No path: there are no more of them.
    package static let end: UInt64 = 3
    static let mostOrders: UInt64 = 1000
  }

  let settings: Settings
  /// By id; and the ids in the order of registration.
  var nodes: [UInt64: Node] = [:]
  var order: [UInt64] = []
  var links: [Link: UInt64] = [:]
  /// Those that went without having registered.
  var strays: Set<UInt64> = []
  var orders: [UInt64: PairOrder] = [:]
  var nextOrder = OwnReport.mostOrders
  var paths: [PathKey: RehearsedPath] = [:]
  var visitors: [RehearsalVisitor] = []
  var isSampled = false
  private var nextSweep: Duration
  private(set) var ending: RehearsalEvidence.Ending?

  /// Above so many TaskManagers each is measured with some others only.
  package static let mostForAllPairs = 50
  static let sampledPeers = 24
  /// Orders that one TaskManager works at.
  static let mostOpen = 4
  static let mostOwnWays = 16
  static let orderPatience = Duration.seconds(90)
  static let mostNodes = 20_000
  private static let mostVisitors = 200

  package init(_ settings: Settings) {
    self.settings = settings
    nextSweep = settings.heartbeat.sweep
  }

  package mutating func handle(_ input: Input, at now: Duration) -> [Action] {
    guard ending == nil else { return [] }
    switch input {
    case .connected(let link, let identity, let from, let distrust):
      return connected(link, identity, from, distrust)
    case .said(let link, let message):
      guard let id = links[link] else { return [.close(link)] }
      return said(id, link, message, at: now)
    case .disconnected(let link):
      disconnected(link)
      return []
    case .visitor(let visitor): return note(visitor)
    case .resolved(let node, let host, let addresses, let error):
      return resolved(node, host, addresses, error, at: now)
    case .measured(let dial, let path): return measured(dial, path)
    case .tick:
      let actions = tick(at: now)
      // Asked now and then: each heartbeat of thousands would ask them all.
      return isComplete ? actions + [.tell(.complete)] + end(.complete) : actions
    case .stop(let why): return end(why)
    }
  }

  private mutating func tick(at now: Duration) -> [Action] {
    var actions: [Action] = []
    let isSweep = now >= nextSweep
    if isSweep { nextSweep = now + settings.heartbeat.sweep }
    for id in order {
      guard var node = nodes[id], node.state == .present else { continue }
      let silence = now - node.lastHeard
      if isSweep, silence > settings.heartbeat.timeout {
        node.state = .lost
        node.timesLost += 1
        nodes[id] = node
        actions.append(.tell(.lost(node.evidence, silentMs: silence / .milliseconds(1))))
        actions += dropOrders(of: id)
      } else if !node.isLate, silence > settings.heartbeat.interval * 3 / 2 {
        nodes[id]?.isLate = true
        actions.append(.tell(.late(node.evidence, silentMs: silence / .milliseconds(1))))
      }
    }
    return actions + expireOrders(at: now)
  }

  private mutating func note(_ visitor: RehearsalVisitor) -> [Action] {
    if let at = visitors.firstIndex(where: {
      $0.from == visitor.from && $0.words == visitor.words
    }) {
      visitors[at].count += 1
      return []
    }
    guard visitors.count < Self.mostVisitors else { return [] }
    visitors.append(visitor)
    return [.tell(.visitor(visitor))]
  }

  private mutating func end(_ why: RehearsalEvidence.Ending) -> [Action] {
    ending = why
    return links.keys.sorted().map { .send($0, .ended) } + [.over(why)]
  }

  private var isComplete: Bool {
    guard let expected = settings.expected else { return false }
    let present = order.compactMap { nodes[$0] }.filter { $0.state == .present }
    return present.count >= expected && present.allSatisfy { $0.isDone(settings) }
      && orders.isEmpty
  }
}
