package import Evidence
import Probes
import Remoting
import Sockets

/// Plays a TaskManager on this node: finds its address as Flink does, registers, sends heartbeats,
/// measures what it is told to, until the JobManager's stand-in says that it is over.
///
/// Returns `surveyed` with what was seen.
package func rehearseTaskManager(
  _ plan: RehearsalPlan, from surveyed: Evidence, isStopped: @escaping @Sendable () -> Bool,
  isFrozen: @escaping @Sendable () -> Bool = { false },
  tell: @escaping @Sendable (RehearsalNews) -> Void
) async -> Evidence {
  OpenFiles.raise(to: 4096)
  return await Dialer.with { dialer in
    await TaskManagerStandIn(plan, dialer, tell, isStopped, isFrozen).run(from: surveyed)
  }
}

struct TaskManagerStandIn: Sendable {
  let plan: RehearsalPlan
  let dialer: Dialer
  let tell: @Sendable (RehearsalNews) -> Void
  let isStopped: @Sendable () -> Bool
  /// While it is, nothing is done: for a demonstration of what the JobManager makes of it.
  let isFrozen: @Sendable () -> Bool
  let own: OwnEnd
  /// Ways that are measured at a time, beyond what the JobManager orders.
  let gate = SocketGate(places: 8)

  init(
    _ plan: RehearsalPlan, _ dialer: Dialer, _ tell: @escaping @Sendable (RehearsalNews) -> Void,
    _ isStopped: @escaping @Sendable () -> Bool, _ isFrozen: @escaping @Sendable () -> Bool
  ) {
    self.isFrozen = isFrozen
    self.plan = plan
    self.dialer = dialer
    self.tell = tell
    self.isStopped = isStopped
    own = OwnEnd(.taskManager, plan)
  }

  /// What is found out on the way.
  struct Progress: Sendable {
    var evidence: Evidence
    var rehearsal: RehearsalEvidence
    /// nil until it knows under which address it registers.
    var machine: TaskManagerMachine?
    var registration: RehearsalRegistration?
    /// The last try to reach the JobManager; nil once one succeeded.
    ///
    /// That TLS stands between the two is not forgotten when the JobManager is gone later.
    var failure: RehearsalPath? {
      didSet {
        guard let known = oldValue, known.outcome.isOfTLS, let failure, failure.outcome.isNoAnswer
        else { return }
        self.failure = known
      }
    }
    var ending: RehearsalEvidence.Ending?
  }

  func run(from surveyed: Evidence) async -> Evidence {
    let start = ContinuousClock.now
    var progress = Progress(
      evidence: surveyed,
      rehearsal: RehearsalEvidence(role: .taskManager, machine: plan.machine))
    let visitors = VisitorBook()
    let ports = await StandInPorts.open(plan, dialer) {
      [own, tell, tls = plan.tls] _, port, remote, connection in
      let distrust = tls.distrust(connection.tls)
      return LinkDialogue { elapsed in
        own.accepting(
          registers: false, port: port, isTLS: connection.tls != nil, distrust, after: elapsed)
      } tell: { event in
        if let visitor = RehearsalVisitor(from: remote.address, event), visitors.note(visitor) {
          tell(.visitor(visitor))
        }
      }
    }
    for listener in ports.evidence { tell(.listening(listener)) }
    progress.rehearsal.listeners = ports.evidence
    if ports.areAllOpen {
      while progress.ending == nil { await attempt(&progress, ports, since: start) }
    } else {
      progress.ending = .notStarted
    }
    await ports.close()
    progress.rehearsal.ending = progress.ending ?? .interrupted
    progress.rehearsal.visitors = visitors.all
    progress.rehearsal.durationMs = start.duration(to: .now) / .milliseconds(1)
    finish(&progress, ports)
    return progress.evidence
  }

  /// One try to find the JobManager and to stay with it.
  private func attempt(
    _ progress: inout Progress, _ ports: StandInPorts, since start: ContinuousClock.Instant
  ) async {
    if isStopped() {
      progress.ending = .interrupted
      return
    }
    guard ContinuousClock.now < plan.deadline else {
      progress.ending = .deadline
      return
    }
    let began = ContinuousClock.now
    await findAddress(&progress, ports)
    if let address = progress.evidence.addressSelection?.jobManager
      ?? progress.evidence.name(plan.jobManager.host)?.addresses.first
    {
      await stay(at: address, &progress, ports, since: start)
    } else {
      progress.failure = RehearsalPath(
        .unresolved,
        detail: progress.evidence.name(plan.jobManager.host)?.error ?? "the name has no address")
    }
    guard progress.ending == nil else { return }
    if let failure = progress.failure { tell(.searching(Self.words(failure, plan))) }
    try? await Task.sleep(until: began.advanced(by: .seconds(1)), clock: .continuous)
  }

  /// Flink's own search, anew at each try, as the JobManager may have come up meanwhile.
  private func findAddress(_ progress: inout Progress, _ ports: StandInPorts) async {
    guard progress.machine == nil else { return }
    var asked = ProbePlan(names: [plan.jobManager.host])
    asked.addressSelection = plan.addressSelection
    let limit = TimeLimit(
      timeout: plan.timeout, deadline: min(plan.deadline, .now.advanced(by: plan.timeout * 2)))
    let found = await measure(asked, within: limit, from: progress.evidence)
    progress.evidence.names = found.names
    progress.evidence.addressSelection = found.addressSelection
  }

  /// Under which address it registers; nil where no TaskManager would start.
  private func registration(
    _ progress: Progress, _ ports: StandInPorts
  ) -> RehearsalRegistration? {
    guard let now = progress.evidence.addressSelection?.now, let address = now.address else {
      return nil
    }
    let own = progress.evidence.addressSelection?.localHost
    let line = own.flatMap { own in progress.evidence.name(own.name)?.hostsFileLine }
    let isOwn = own?.address != nil && own?.address == now.chosen
    return RehearsalRegistration(
      host: address, rpcPort: UInt64(ports.advertised(.taskManagerRpc, plan)),
      dataPort: UInt64(ports.advertised(.taskManagerData, plan)),
      strategy: now.strategy.rawValue,
      reason: now.reason + (isOwn ? line.map { " (/etc/hosts line \($0))" } ?? "" : ""),
      memoryBytes: plan.memoryBytes,
      cpus: plan.cpus)
  }

  private func stay(
    at address: String, _ progress: inout Progress, _ ports: StandInPorts,
    since start: ContinuousClock.Instant
  ) async {
    if progress.machine == nil {
      let selection = progress.evidence.addressSelection?.now
      if let registration = registration(progress, ports) {
        progress.registration = registration
      } else if selection?.strategy == .fails {
        progress.ending = .notStarted
        return
      } else {
        progress.failure = RehearsalPath(
          .unfinished, detail: selection?.reason ?? "its own address is not known yet")
        return
      }
    }
    await TaskManagerSession(self, address: address, since: start).run(&progress)
  }

  /// What this node saw, as evidence.
  private func finish(_ progress: inout Progress, _ ports: StandInPorts) {
    let host = plan.jobManager.host
    if let failure = progress.failure {
      progress.rehearsal.paths.insert(
        RehearsedPath(
          failure, from: plan.machine, to: host, role: .jobManagerRpc, host: host,
          port: plan.jobManager.port), at: 0)
    }
    if let registration = progress.registration, let machine = progress.machine,
      machine.registrations > 0
    {
      progress.rehearsal.taskManagers = [
        RehearsedTaskManager(
          machine: plan.machine, from: "", host: registration.host,
          rpcPort: Int(registration.rpcPort), dataPort: Int(registration.dataPort),
          strategy: registration.strategy, reason: registration.reason,
          memoryBytes: Int64(clamping: registration.memoryBytes),
          cpus: Int(clamping: registration.cpus), heartbeats: machine.answered,
          timesLost: machine.registrations - 1)
      ]
    }
    progress.evidence.rehearsal = progress.rehearsal
  }

  private static func words(_ failure: RehearsalPath, _ plan: RehearsalPlan) -> String {
    "\(plan.jobManager.host) port \(plan.jobManager.port): \(failure.outcome)"
      + (failure.detail.isEmpty ? "" : ", \(failure.detail)")
  }
}

extension RehearsalPath.Outcome {
  fileprivate var isOfTLS: Bool {
    switch self {
    case .distrusted, .withoutTLS, .withinTLS, .noCommonTLS: true
    default: false
    }
  }

  fileprivate var isNoAnswer: Bool {
    switch self {
    case .refused, .dropped, .unreachable, .closed: true
    default: false
    }
  }
}

extension RehearsalVisitor {
  /// nil for what no visitor causes.
  fileprivate init?(from: String, _ event: RehearsalLink.Event) {
    switch event {
    case .visitor(let who): self.init(from: from, who)
    case .refused(let peer, let why): self.init(from: from, peer, why)
    case .established, .message, .over: return nil
    }
  }
}
