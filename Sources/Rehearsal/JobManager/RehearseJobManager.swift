package import Evidence
import Probes
import Remoting
import Sockets
import SystemPackage

/// Plays the JobManager on this node, until all who are waited for are in and measured, until the
/// deadline, or until it is stopped.
package func rehearseJobManager(
  _ plan: RehearsalPlan, isStopped: @escaping @Sendable () -> Bool,
  tell: @escaping @Sendable (RehearsalNews) -> Void
) async -> RehearsalEvidence {
  OpenFiles.raise(to: 65_536)
  return await Dialer.with { dialer in
    await JobManagerStandIn(plan, dialer, tell).run(isStopped)
  }
}

/// What comes to the stand-in from its connections and measurements, and when it came.
///
/// A heartbeat that waits its turn behind thousands of others came when it came: whoever looks for
/// silence must not count the time that this process took. So a tick has the time of what is known
/// by then, which is earlier than the tick itself.
private struct Arrival: Sendable {
  enum What: Sendable {
    case link(JobManagerMachine.Link, HeldConnection, from: String, RehearsalLink.Event)
    case input(JobManagerMachine.Input)
  }

  let what: What
  let time: ContinuousClock.Instant

  init(_ what: What, at time: ContinuousClock.Instant = .now) {
    self.what = what
    self.time = time
  }

  /// As of when it counts: the silence of who registers begins with the answer, which goes out now.
  var due: ContinuousClock.Instant {
    if case .link(_, _, _, .message(.register)) = what { .now } else { time }
  }
}

private struct JobManagerStandIn: Sendable {
  let plan: RehearsalPlan
  let dialer: Dialer
  let tell: @Sendable (RehearsalNews) -> Void
  let own: OwnEnd
  /// Ways to TaskManagers that are measured at a time.
  let gate = SocketGate(places: 32)

  init(
    _ plan: RehearsalPlan, _ dialer: Dialer, _ tell: @escaping @Sendable (RehearsalNews) -> Void
  ) {
    self.plan = plan
    self.dialer = dialer
    self.tell = tell
    own = OwnEnd(.jobManager, plan)
  }

  func run(_ isStopped: @escaping @Sendable () -> Bool) async -> RehearsalEvidence {
    let start = ContinuousClock.now
    // What does not fit is what a flood of strangers adds; heartbeats come again.
    let (arrivals, sink) = AsyncStream<Arrival>.makeStream(
      bufferingPolicy: .bufferingOldest(50_000))
    let ports = await StandInPorts.open(plan, dialer) {
      [own, tls = plan.tls] role, port, remote, connection in
      let link = JobManagerMachine.Link.random(in: 1 ... .max)
      let distrust = tls.distrust(connection.tls)
      return LinkDialogue { elapsed in
        own.accepting(
          registers: role == .jobManagerRpc, port: port, isTLS: connection.tls != nil, distrust,
          after: elapsed)
      } tell: { event in
        sink.yield(Arrival(.link(link, connection, from: remote.address, event)))
      }
    }
    for listener in ports.evidence { tell(.listening(listener)) }
    var machine = JobManagerMachine(
      JobManagerMachine.Settings(
        machine: plan.machine, heartbeat: plan.heartbeat, expected: plan.expected,
        measuresPairs: plan.measuresPairs, measuresAllPairs: plan.measuresAllPairs,
        blobPort: ports.port(.blobServer),
        // Of a range or a random one it is known now.
        rpc: (plan.jobManager.host, ports.advertised(.jobManagerRpc, plan))))
    var obstacles: [String] = []
    if ports.areAllOpen {
      do throws(Errno) {
        let rounds = try await rounds(sink, isStopped)
        await drive(&machine, arrivals, sink, since: start)
        rounds.cancel()
      } catch {
        obstacles = ["no pipe for its own use: \(error.description)"]
      }
    }
    // Of no effect where it has begun, and so has its own ending.
    _ = machine.handle(.stop(.notStarted), at: .zero)
    await ports.close()
    var evidence = machine.evidence
    evidence.listeners = ports.evidence
    evidence.obstacles = obstacles
    evidence.durationMs = start.duration(to: .now) / .milliseconds(1)
    return evidence
  }

  private func rounds(
    _ sink: AsyncStream<Arrival>.Continuation, _ isStopped: @escaping @Sendable () -> Bool
  ) async throws(Errno) -> Rounds {
    let deadline = plan.deadline
    return try await dialer.rounds(every: .milliseconds(200)) { time in
      let isLate = ContinuousClock.now >= deadline
      sink.yield(
        Arrival(
          .input(isStopped() ? .stop(.interrupted) : isLate ? .stop(.deadline) : .tick), at: time))
    }
  }

  private func drive(
    _ machine: inout JobManagerMachine, _ arrivals: AsyncStream<Arrival>,
    _ sink: AsyncStream<Arrival>.Continuation, since start: ContinuousClock.Instant
  ) async {
    var connections: [JobManagerMachine.Link: HeldConnection] = [:]
    await withDiscardingTaskGroup { group in
      events: for await arrival in arrivals {
        var inputs: [JobManagerMachine.Input] = []
        switch arrival.what {
        case .input(let input): inputs = [input]
        case .link(let link, let connection, let from, let event):
          inputs = input(link, from, event, plan.tls.distrust(connection.tls))
          if case .established(_, .register) = event { connections[link] = connection }
          if case .over = event { connections[link] = nil }
        }
        let time = start.duration(to: arrival.due)
        for input in inputs {
          for action in machine.handle(input, at: time) {
            switch action {
            case .send(let link, let message): connections[link]?.send(message.frame)
            case .close(let link): connections.removeValue(forKey: link)?.close()
            case .resolve(let node, let host): group.addTask { await resolve(node, host, sink) }
            case .measure(let dial): group.addTask { await measure(dial, sink) }
            case .tell(let news): tell(news)
            case .over: break events
            }
          }
        }
      }
      group.cancelAll()
    }
    // What was sent last is on its way before the connections go.
    if !connections.isEmpty { try? await Task.sleep(for: .milliseconds(200)) }
    for connection in connections.values { connection.close() }
    sink.finish()
  }

  private func input(
    _ link: JobManagerMachine.Link, _ from: String, _ event: RehearsalLink.Event,
    _ distrust: RehearsalDistrust?
  ) -> [JobManagerMachine.Input] {
    switch event {
    case .established(let peer, .register):
      [.connected(link, peer, from: from, distrust: distrust)]
    case .established(_, .measure): []
    case .message(let message): [.said(link, message)]
    case .over: [.disconnected(link)]
    case .visitor(let who): [.visitor(RehearsalVisitor(from: from, who))]
    case .refused(let peer, let why): [.visitor(RehearsalVisitor(from: from, peer, why))]
    }
  }

  private func resolve(
    _ node: UInt64, _ host: String, _ sink: AsyncStream<Arrival>.Continuation
  ) async {
    let found = await javaLookUp(
      host, as: plan.java, until: .now.advanced(by: plan.timeout))
    sink.yield(
      Arrival(
        .input(
          .resolved(
            node: node, host: host, addresses: found.addresses.prefix(4).map(\.description),
            error: found.error))))
  }

  private func measure(
    _ dial: JobManagerMachine.DialBack, _ sink: AsyncStream<Arrival>.Continuation
  ) async {
    let path = await gate.pass {
      await Rehearsal.measure(
        dial.address, port: dial.port, dial.role, expecting: dial.node, own, plan, dialer)
    }
    sink.yield(Arrival(.input(.measured(dial, path))))
  }
}

extension RehearsalVisitor {
  init(from: String, _ words: String) {
    self.init(
      kind: words.hasPrefix("the real actor system") ? .flink : .stranger, from: from,
      words: words)
  }

  init(from: String, _ peer: RehearsalIdentity, _ why: RehearsalRefusal) {
    self.init(
      kind: why == .wrongToken ? .wrongToken : .otherStandIn, from: from,
      words: "\(peer.words): \(why.words)")
  }
}
