import Evidence
import Probes
import Remoting
import Sockets

/// One connection of a stand-in TaskManager to its JobManager, from the dial to its end.
struct TaskManagerSession: Sendable {
  private enum Arrival: Sendable {
    case link(HeldConnection, RehearsalLink.Event)
    /// The connection is over, or there was none.
    case ended(RehearsalPath?)
    case measured(RehearsalPath, RehearsedPath)
    /// The ways to it are, all of them.
    case measuredJobManager
    case tick
  }

  private let standIn: TaskManagerStandIn
  private let address: String
  private let start: ContinuousClock.Instant

  init(_ standIn: TaskManagerStandIn, address: String, since start: ContinuousClock.Instant) {
    self.standIn = standIn
    self.address = address
    self.start = start
  }

  private var plan: RehearsalPlan { standIn.plan }

  func run(_ progress: inout TaskManagerStandIn.Progress) async {
    guard let registration = progress.registration, let literal = IPAddress(address) else { return }
    var machine =
      progress.machine ?? TaskManagerMachine(registration, plan.heartbeat)
    let (arrivals, sink) = AsyncStream<Arrival>.makeStream(
      bufferingPolicy: .bufferingOldest(10_000))
    var connection: HeldConnection?
    var jobManager: RehearsalIdentity?
    await withDiscardingTaskGroup { group in
      group.addTask { await hold(literal, sink) }
      group.addTask {
        while !Task.isCancelled {
          try? await Task.sleep(for: .milliseconds(100))
          sink.yield(.tick)
        }
      }
      events: for await arrival in arrivals {
        while standIn.isFrozen(), !standIn.isStopped() {
          try? await Task.sleep(for: .milliseconds(50))
        }
        var input: TaskManagerMachine.Input?
        switch arrival {
        case .link(let held, let event):
          switch event {
          case .established(let peer, _):
            connection = held
            jobManager = peer
            progress.failure = nil
            input = .connected
          case .message(let message): input = .said(message)
          case .over(let outcome, let detail):
            let path = RehearsalPath(outcome, detail: detail)
            if connection == nil { progress.failure = path }
            note(path, &progress)
            input = connection == nil ? nil : .disconnected(detail)
          case .visitor, .refused: break
          }
        case .ended(let failure):
          if connection == nil {
            if let failure { progress.failure = failure }
            break events
          }
          input = .disconnected("the connection ended")
        case .measured(let report, let path):
          progress.rehearsal.paths.append(path)
          standIn.tell(.measured(path))
          input = .measured(report)
        case .measuredJobManager: input = .measuredJobManager
        case .tick:
          input =
            standIn.isStopped() ? .stop : ContinuousClock.now >= plan.deadline ? .stop : .tick
        }
        guard let input else { continue }
        let before = machine.registrations
        let actions = machine.handle(input, at: start.duration(to: .now))
        if machine.registrations > before {
          standIn.tell(
            .registered(
              RehearsedTaskManager(
                machine: plan.machine, from: "", host: registration.host,
                rpcPort: Int(registration.rpcPort), dataPort: Int(registration.dataPort),
                reason: registration.reason), isBack: before > 0))
        }
        for action in actions {
          switch action {
          case .send(let message): connection?.send(message.frame)
          case .measureJobManager(let blobPort):
            group.addTask { [jobManager] in await measureJobManager(jobManager, blobPort, sink) }
          case .measure(let dial): group.addTask { await measure(dial, sink) }
          case .tell(let news): standIn.tell(news)
          case .over(let ending):
            progress.ending =
              ending == .interrupted && !standIn.isStopped() ? .deadline : ending
            break events
          case .reconnect: break events
          }
        }
      }
      if progress.ending != nil { try? await Task.sleep(for: .milliseconds(100)) }
      connection?.close()
      group.cancelAll()
    }
    sink.finish()
    progress.machine = machine
  }

  private func hold(_ address: IPAddress, _ sink: AsyncStream<Arrival>.Continuation) async {
    let isTLS = plan.tls != nil
    let own = standIn.own
    let begun = await standIn.dialer.hold(
      address, port: plan.jobManager.port, timeout: plan.timeout, inside: plan.tls?.client
    ) { local, connection in
      LinkDialogue { elapsed in
        own.dialing(.register, expecting: nil, from: local, isTLS: isTLS, after: elapsed)
      } tell: { event in
        sink.yield(.link(connection, event))
      }
    }
    guard let begun else { return sink.yield(.ended(nil)).ignored }
    var failure = RehearsalPath(begun.dial)
    if failure == nil, begun.dialogue == nil { failure = RehearsalPath(begun.tls) }
    failure?.address = self.address
    sink.yield(.ended(failure))
  }

  /// What no further try would mend.
  private func note(
    _ path: RehearsalPath, _ progress: inout TaskManagerStandIn.Progress
  ) {
    switch path.outcome {
    case .refusedUs, .impostor, .realFlink: progress.ending = .notStarted
    default: break
    }
    if path.outcome == .realFlink {
      progress.rehearsal.obstacles.append(
        "a real JobManager answers at \(plan.jobManager.host) port \(plan.jobManager.port): "
          + path.detail)
    }
  }

  /// The way to the port where it registers, at every address of the name, and to the blob server.
  private func measureJobManager(
    _ jobManager: RehearsalIdentity?, _ blobPort: Int, _ sink: AsyncStream<Arrival>.Continuation
  ) async {
    let host = plan.jobManager.host
    let found = await javaLookUp(
      host, as: plan.java, until: .now.advanced(by: plan.timeout)
    ).addresses
    let addresses = [address] + found.map(\.description).filter { $0 != address }.prefix(3)
    let to = jobManager?.machine ?? host
    for (at, each) in addresses.enumerated() {
      let ports = [
        (PortRole.jobManagerRpc, plan.jobManager.port, JobManagerMachine.OwnReport.rpc),
        (.blobServer, blobPort, JobManagerMachine.OwnReport.blob),
      ].filter { $0.1 > 0 }
      for (role, port, order) in ports {
        let isFrame = at == 0 && role == .jobManagerRpc
        var path = await standIn.gate.pass {
          await Rehearsal.measure(
            each, port: port, expecting: jobManager?.id, bulk: isFrame ? plan.frameSize : 0,
            standIn.own, plan, standIn.dialer)
        }
        path.order = order
        sink.yield(
          .measured(
            path,
            RehearsedPath(
              path, from: plan.machine, to: to, role: role, host: host, port: port,
              isFlinks: at == 0)))
      }
    }
    sink.yield(.measuredJobManager)
  }

  private func measure(
    _ dial: RehearsalDial, _ sink: AsyncStream<Arrival>.Continuation
  ) async {
    var path = await standIn.gate.pass {
      await Rehearsal.measure(
        dial.address, port: Int(dial.port), expecting: dial.target, standIn.own, plan,
        standIn.dialer)
    }
    path.order = dial.order
    path.address = dial.address
    sink.yield(
      .measured(
        path,
        RehearsedPath(
          path, from: plan.machine, to: dial.host, role: .taskManagerData, host: dial.host,
          port: Int(dial.port), isFlinks: dial.isFlinks)))
  }
}

extension AsyncStream.Continuation.YieldResult {
  fileprivate var ignored: Void { () }
}
