package import Evidence
package import Remoting

/// The session of a stand-in TaskManager with its JobManager, without I/O and without a clock.
package struct TaskManagerMachine: Sendable {
  package enum Input: Sendable {
    case connected
    case said(RehearsalMessage)
    case disconnected(String)
    case measured(RehearsalPath)
    /// Of the JobManager, all that was to be.
    case measuredJobManager
    case tick
    case stop
  }

  package enum Action: Sendable, Hashable {
    case send(RehearsalMessage)
    /// Measure the ways to the JobManager's own ports; a blob port of 0 is none.
    case measureJobManager(blobPort: Int)
    case measure(RehearsalDial)
    case tell(RehearsalNews)
    case over(RehearsalEvidence.Ending)
    /// The connection is gone, or not worth keeping: begin again.
    case reconnect(String)
  }

  private enum State: Sendable, Hashable {
    case disconnected
    case registering(since: Duration)
    case registered
    case over
  }

  /// The ways to the JobManager.
  private enum Measures: Sendable, Hashable {
    case due
    /// They end with the connection.
    case underWay
    /// They are tried again when it registers again.
    case missed
    case done
  }

  private let registration: RehearsalRegistration
  private let times: HeartbeatTimes
  private var state = State.disconnected
  private var interval: Duration
  private var nextHeartbeat = Duration.zero
  private var lastAnswer = Duration.zero
  private var heartbeats: UInt64 = 0
  private var jobManager = Measures.due
  /// Whether one of them did not lead to it: as when this process stood still meanwhile.
  private var hasMissedJobManager = false
  /// The registration with which they were begun.
  private var measuredSince = 0
  private var blobPort = 0
  /// What was measured for the JobManager while there was no connection to it.
  private var unsent: [RehearsalPath] = []
  package private(set) var registrations = 0
  package private(set) var answered = 0

  private static let registrationPatience = Duration.seconds(5)
  private static let mostUnsent = 256

  package init(_ registration: RehearsalRegistration, _ times: HeartbeatTimes) {
    self.registration = registration
    self.times = times
    interval = times.interval
  }

  package mutating func handle(_ input: Input, at now: Duration) -> [Action] {
    switch (state, input) {
    case (.over, _): return []
    case (_, .stop):
      let isIn = state == .registered
      state = .over
      return (isIn ? [.send(.leaving)] : []) + [.over(.interrupted)]
    case (_, .connected):
      if jobManager == .underWay { jobManager = .due }
      return register(at: now)
    case (_, .disconnected(let why)):
      state = .disconnected
      return [.tell(.disconnected(why)), .reconnect(why)]
    case (_, .said(.ended)):
      state = .over
      return [.over(.dismissed)]
    case (.registering, .said(.registered(let interval, let blobPort))):
      return registered(every: interval, blobPort, at: now)
    case (.registering, .said(.refused(let why))):
      state = .disconnected
      return [.tell(.disconnected(why.words)), .reconnect(why.words)]
    case (.registered, .said(.unknownTaskManager)):
      return [.tell(.disconnected("the JobManager has declared it lost"))] + register(at: now)
    case (.registered, .said(.heartbeatAnswer)):
      lastAnswer = now
      answered += 1
      return [.tell(.heartbeat(machine: "", number: answered))]
    case (.registered, .said(.dial(let dial))): return [.measure(dial)]
    case (_, .measured(let path)):
      if path.order < JobManagerMachine.OwnReport.mostOrders, path.outcome != .reached {
        hasMissedJobManager = true
      }
      return report(path)
    case (_, .measuredJobManager):
      guard hasMissedJobManager else {
        jobManager = .done
        return report(Self.noMore)
      }
      if registrations > measuredSince { return [measureJobManager()] }
      jobManager = .missed
      return report(Self.noMore)
    case (_, .tick): return tick(at: now)
    case (_, .said): return []
    }
  }

  private mutating func report(_ path: RehearsalPath) -> [Action] {
    guard state == .registered else {
      if unsent.count < Self.mostUnsent { unsent.append(path) }
      return []
    }
    return [.send(.dialled(path))]
  }

  private static let noMore: RehearsalPath = {
    var end = RehearsalPath(.reached)
    end.order = JobManagerMachine.OwnReport.end
    return end
  }()

  private mutating func register(at now: Duration) -> [Action] {
    state = .registering(since: now)
    return [.send(.register(registration))]
  }

  private mutating func registered(
    every milliseconds: UInt64, _ blobPort: UInt64, at now: Duration
  ) -> [Action] {
    state = .registered
    registrations += 1
    interval = .milliseconds(min(max(Int64(clamping: milliseconds), 10), 3_600_000))
    nextHeartbeat = now
    lastAnswer = now
    self.blobPort = Int(min(blobPort, 65_535))
    var actions = unsent.map { Action.send(.dialled($0)) }
    unsent = []
    switch jobManager {
    case .underWay: break
    case .done: actions.append(.send(.dialled(Self.noMore)))
    case .due, .missed: actions.append(measureJobManager())
    }
    return actions + tick(at: now)
  }

  private mutating func measureJobManager() -> Action {
    jobManager = .underWay
    hasMissedJobManager = false
    measuredSince = registrations
    return .measureJobManager(blobPort: blobPort)
  }

  private mutating func tick(at now: Duration) -> [Action] {
    switch state {
    case .registering(let since) where now - since > Self.registrationPatience:
      state = .disconnected
      return [
        .tell(.disconnected("the JobManager does not answer the registration")),
        .reconnect("no answer to the registration"),
      ]
    case .registered where now - lastAnswer > max(times.timeout, interval * 2):
      state = .disconnected
      return [
        .tell(.disconnected("the JobManager answers no heartbeat")),
        .reconnect("no heartbeat from the JobManager"),
      ]
    case .registered where now >= nextHeartbeat:
      heartbeats += 1
      // One that was frozen sends one heartbeat and not all that it missed.
      let next = nextHeartbeat + interval
      nextHeartbeat = next > now ? next : now + interval
      return [.send(.heartbeat(heartbeats))]
    default: return []
    }
  }
}
