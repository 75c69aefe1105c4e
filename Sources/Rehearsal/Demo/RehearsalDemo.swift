import Evidence
import Probes
import Remoting
import Synchronization

/// A cluster of stand-ins in one process on loopback: a JobManager and three TaskManagers, of which
/// one freezes, is lost, and comes back.
package struct RehearsalDemo: Sendable {
  /// What happens, and which of the processes it happens to.
  package enum Event: Sendable, Hashable {
    case jobManager(RehearsalNews)
    case taskManager(Int, RehearsalNews)
    case frozen(String)
    case thawed(String)
  }

  /// Nobody watches for longer.
  package static let longest = Duration.seconds(45)
  private static let count = 3
  private static let frozen = 2

  private let tell: @Sendable (Event) -> Void
  private let isStopped: @Sendable () -> Bool

  package init(
    isStopped: @escaping @Sendable () -> Bool, tell: @escaping @Sendable (Event) -> Void
  ) {
    self.isStopped = isStopped
    self.tell = tell
  }

  /// Plays it to its end; whether the frozen one was lost, and all are back.
  package func run() async -> Bool {
    let act = Stage()
    let deadline = ContinuousClock.now.advanced(by: Self.longest)
    var generator = SystemRandomNumberGenerator()
    guard let token = RehearsalToken(RehearsalToken.random(using: &generator)) else { return false }
    let (ports, sink) = AsyncStream<Int>.makeStream()
    return await withTaskGroup(of: RehearsalEvidence?.self) { group in
      let isStopped = isStopped
      let tell = tell
      group.addTask {
        let evidence = await rehearseJobManager(
          Self.plan("jobmanager", [.jobManagerRpc, .blobServer], token, port: 0, until: deadline),
          isStopped: { isStopped() || act.isOver }
        ) { news in
          if case .listening(let listener) = news, listener.role == .jobManagerRpc {
            sink.yield(listener.port ?? 0)
          }
          act.note(news)
          tell(.jobManager(news))
        }
        sink.finish()
        return evidence
      }
      guard let port = await ports.first(where: { _ in true }), port > 0 else { return false }
      for number in 1...Self.count {
        group.addTask {
          _ = await rehearseTaskManager(
            Self.plan(
              "taskmanager-\(number)", [.taskManagerRpc, .taskManagerData], token, port: port,
              until: deadline),
            from: survey(), isStopped: { isStopped() },
            isFrozen: { number == Self.frozen && act.isFrozen }
          ) { tell(.taskManager(number, $0)) }
          return nil
        }
      }
      await direct(act)
      var evidence: RehearsalEvidence?
      for await each in group { evidence = each ?? evidence }
      let nodes = evidence?.taskManagers ?? []
      return nodes.count == Self.count && nodes.allSatisfy { $0.state == .present }
        && nodes.contains { $0.timesLost == 1 }
    }
  }

  /// Freezes one when all are in, and lets it go on when it was lost.
  private func direct(_ act: Stage) async {
    let name = "taskmanager-\(Self.frozen)"
    let end = ContinuousClock.now.advanced(by: Self.longest)
    func wait(_ condition: () -> Bool) async -> Bool {
      while !condition(), !isStopped(), ContinuousClock.now < end {
        try? await Task.sleep(for: .milliseconds(50))
      }
      return condition()
    }
    if await wait({ act.heartbeats >= Self.count * 2 }) {
      act.freeze()
      tell(.frozen(name))
      if await wait({ act.losses > 0 }) {
        try? await Task.sleep(for: .seconds(2))
        tell(.thawed(name))
        act.thaw()
        if await wait({ act.returns > 0 }) { try? await Task.sleep(for: .seconds(4)) }
      }
    }
    act.end()
  }

  private static func plan(
    _ name: String, _ roles: [PortRole], _ token: RehearsalToken, port: Int,
    until deadline: ContinuousClock.Instant
  ) -> RehearsalPlan {
    RehearsalPlan(
      machine: name, token: token, scheme: .pekko,
      ports: roles.map { role in
        RehearsalPlan.Port(
          role: role, key: "", ports: [], wanted: "random", bindHost: "127.0.0.1")
      }, jobManager: ("127.0.0.1", port),
      addressSelection: AddressSelectionRequest(
        ownName: "localhost", configured: "127.0.0.1",
        leader: .at(host: "127.0.0.1", port: port)),
      frameSize: 1 << 20, deadline: deadline, memoryBytes: 1728 << 20, cpus: 1)
  }
}

/// How far the play has come, for all its players.
private final class Stage: Sendable {
  private struct State {
    var isFrozen = false
    var isOver = false
    var heartbeats = 0
    var losses = 0
    var returns = 0
  }

  private let state = Mutex(State())

  var isFrozen: Bool { state.withLock { $0.isFrozen } }
  var isOver: Bool { state.withLock { $0.isOver } }
  var heartbeats: Int { state.withLock { $0.heartbeats } }
  var losses: Int { state.withLock { $0.losses } }
  var returns: Int { state.withLock { $0.returns } }

  func note(_ news: RehearsalNews) {
    state.withLock { state in
      switch news {
      case .heartbeat: state.heartbeats += 1
      case .lost: state.losses += 1
      case .registered(_, isBack: true): state.returns += 1
      default: break
      }
    }
  }

  func freeze() { state.withLock { $0.isFrozen = true } }

  func thaw() { state.withLock { $0.isFrozen = false } }

  func end() {
    state.withLock { state in
      state.isFrozen = false
      state.isOver = true
    }
  }
}
