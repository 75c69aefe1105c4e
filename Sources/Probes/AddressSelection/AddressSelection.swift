package import Evidence
package import Sockets

/// How Flink's TaskManager finds an address of its own, without I/O: steps out, answers in.
///
/// `ConnectionUtils.LeaderConnectingAddressListener#findConnectingAddress` and
/// `ConnectionUtils#findAddressUsingStrategy`, alike in 1.12.5 to 2.3.0: pass after pass over the
/// strategies until one address connects, with pauses that double; after `lookup.timeout` the
/// address of the own host name. Whoever drives it keeps the time.
package struct AddressSelection: Sendable {
  /// `InetAddress.getLocalHost()`; nil where the own name has no address.
  private let localHost: IPAddress?
  /// Every address of every interface, in the JVM's order.
  private let addresses: [IPAddress]
  private let lookupTimeout: Duration
  private var leader: Leader
  private var state = State.beginning
  private var pause = shortestPause
  /// What was tried in the first pass, and how it went.
  package private(set) var trials: [Trial] = []
  private var isFirstPass = true

  package init(
    localHost: IPAddress?, addresses: [IPAddress], lookupTimeout: Duration, leader: Leader
  ) {
    self.localHost = localHost
    self.addresses = addresses
    self.lookupTimeout = lookupTimeout
    self.leader = leader
  }

  /// The first step, or the next after a pause or a wait for the leader.
  package mutating func next(at elapsed: Duration) -> Step {
    switch state {
    case .beginning, .pausing: return beginPass(at: elapsed)
    case .waitingForLeader, .trying, .preferring: return rest(at: elapsed)
    case .ended(let outcome): return .end(outcome)
    }
  }

  /// The leader's address was published: from ZooKeeper or Kubernetes, while it is waited for.
  package mutating func leaderFound(at address: IPAddress?) {
    leader = .found(address, isNew: true)
  }

  /// The step after a try to connect.
  package mutating func next(at elapsed: Duration, connected: Bool) -> Step {
    switch state {
    case .trying(let strategy, let at, let source):
      note(Trial(strategy: strategy, source: source, connected: connected))
      guard connected else { return advance(strategy, from: at + 1, at: elapsed) }
      if strategy == .localHost { return end(.chosen(source, isLocalHost: true, strategy)) }
      // A candidate gives way to the own name's address if that connects as well.
      guard let localHost else { return end(.noLocalHost) }
      if localHost.isSame(as: source) {
        return end(.chosen(source, isLocalHost: false, strategy))
      }
      state = .preferring(over: source, strategy)
      return .connect(from: localHost, within: Self.slowTimeout)
    case .preferring(let candidate, let strategy):
      guard let localHost else { return end(.noLocalHost) }
      note(Trial(strategy: strategy, source: localHost, connected: connected))
      return end(
        connected
          ? .chosen(localHost, isLocalHost: true, strategy)
          : .chosen(candidate, isLocalHost: false, strategy))
    case .beginning, .pausing, .waitingForLeader, .ended:
      return next(at: elapsed)
    }
  }

  /// How long one try to connect may take, by strategy.
  package static func timeout(of strategy: RegisteredAddress.Strategy) -> Duration {
    switch strategy {
    case .localHost: .milliseconds(200)
    case .address, .fastConnect: .milliseconds(50)
    default: slowTimeout
    }
  }

  package static let slowTimeout = Duration.milliseconds(1000)
  private static let shortestPause = Duration.milliseconds(50)
  private static let longestPause = Duration.seconds(20)
}

extension AddressSelection {
  private mutating func beginPass(at elapsed: Duration) -> Step {
    guard elapsed < lookupTimeout else { return giveUp() }
    switch leader {
    case .unknown:
      state = .waitingForLeader
      return .waitForLeader(atMost: lookupTimeout - elapsed)
    case .found(let target, isNew: true):
      leader = .found(target, isNew: false)
      pause = Self.shortestPause
    case .found(_, isNew: false):
      pause = min(pause * 2, Self.longestPause)
    }
    guard let localHost else { return advance(.localHost, from: 1, at: elapsed) }
    // A JobManager without an address is dialled from the own name's, in vain.
    guard target != nil else { return rest(at: elapsed) }
    state = .trying(.localHost, at: 0, from: localHost)
    return .connect(from: localHost, within: Self.timeout(of: .localHost))
  }

  /// The next address that a strategy tries, or the next strategy; after the last a pause.
  private mutating func advance(
    _ strategy: RegisteredAddress.Strategy, from start: Int, at elapsed: Duration
  ) -> Step {
    guard let target else { return rest(at: elapsed) }
    // `NetworkInterface.getNetworkInterfaces` throws where there is none.
    guard !addresses.isEmpty else { return end(.noInterface) }
    if strategy != .localHost {
      for at in addresses.indices.dropFirst(start) {
        let source = addresses[at]
        if strategy == .address, !source.bytes.prefix(2).elementsEqual(target.bytes.prefix(2)) {
          continue
        }
        state = .trying(strategy, at: at, from: source)
        return .connect(from: source, within: Self.timeout(of: strategy))
      }
    }
    switch strategy {
    case .localHost: return advance(.address, from: 0, at: elapsed)
    case .address: return advance(.fastConnect, from: 0, at: elapsed)
    case .fastConnect: return advance(.slowConnect, from: 0, at: elapsed)
    default:
      isFirstPass = false
      return rest(at: elapsed)
    }
  }

  private mutating func rest(at elapsed: Duration) -> Step {
    let time = min(max(lookupTimeout - elapsed, .zero), pause)
    guard time > .zero else { return giveUp() }
    state = .pausing
    return .pause(time)
  }

  /// In spite of its name the heuristic takes the own name's address.
  private mutating func giveUp() -> Step {
    guard let localHost else { return end(.noLocalHost) }
    if target != nil, addresses.isEmpty { return end(.noInterface) }
    return end(.chosen(localHost, isLocalHost: true, .heuristic))
  }

  private mutating func end(_ outcome: Outcome) -> Step {
    state = .ended(outcome)
    return .end(outcome)
  }

  private mutating func note(_ trial: Trial) {
    if isFirstPass { trials.append(trial) }
  }

  private var target: IPAddress? {
    if case .found(let address, _) = leader { address } else { nil }
  }
}

extension IPAddress {
  /// `InetAddress.equals`: an IPv6 address is the same on whatever interface.
  func isSame(as other: IPAddress) -> Bool { bytes == other.bytes }
}
