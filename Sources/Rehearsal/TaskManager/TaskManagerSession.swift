import Evidence
import Probes
import Remoting
import Sockets

/// One connection of a stand-in TaskManager to its JobManager, from the dial to its end.
struct TaskManagerSession: Sendable {
  private enum Arrival: Sendable {
    case link(HeldConnection, RehearsalLink.Event)
    /// The connection is over, or there was none.
    case ended(RehearsalPath?, TLSResult?)
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
    var distrustOfUs: RehearsalDistrust?
    var tls: TLSResult?
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
            input = .connected
          case .message(.distrust(let distrust)): distrustOfUs = distrust
          case .message(.refused(.distrusted)):
            var path = RehearsalPath(.reached)
            path.address = address
            path.distrustOfDialer = distrustOfUs
            path.distrustOfAcceptor = plan.tls.distrust(held.tls)
            path.settleTrust()
            progress.failure = path
            break events
          case .message(let message): input = .said(message)
          case .over(let outcome, let detail):
            let path = RehearsalPath(outcome, detail: detail)
            if connection == nil { progress.failure = path }
            note(path, &progress)
            input = connection == nil ? nil : .disconnected(detail)
          case .visitor, .refused: break
          }
        case .ended(let failure, let secured):
          tls = secured
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
          progress.failure = nil
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
    if connection == nil, progress.ending == nil, let failure = progress.failure {
      progress.failure = await explain(failure, tls, at: literal)
    }
  }

  private func hold(_ address: IPAddress, _ sink: AsyncStream<Arrival>.Continuation) async {
    let client = plan.tls.client(.jobManagerRpc)
    let begun = await dial(address, inside: client) { connection, event in
      sink.yield(.link(connection, event))
    }
    guard let begun else { return sink.yield(.ended(nil, nil)).ignored }
    var failure = RehearsalPath(begun.dial)
    if failure == nil, begun.dialogue == nil { failure = RehearsalPath(begun.tls) }
    failure?.address = self.address
    sink.yield(.ended(failure, begun.tls))
  }

  private func dial(
    _ address: IPAddress, inside client: TLSClient?,
    tell: @escaping @Sendable (HeldConnection, RehearsalLink.Event) -> Void
  ) async -> (dial: DialResult, tls: TLSResult?, dialogue: LinkDialogue?)? {
    let own = standIn.own
    return await standIn.dialer.hold(
      address, port: plan.jobManager.port, timeout: plan.timeout, inside: client
    ) { [trust = plan.tls] local, connection in
      let distrust = trust.distrust(connection.tls)
      return LinkDialogue { elapsed in
        own.dialing(
          .register, expecting: nil, from: local, isTLS: client != nil, distrust, after: elapsed)
      } tell: { event in
        tell(connection, event)
      }
    }
  }

  /// Asks the JobManager in other ways, and tells it why this TaskManager cannot come.
  private func explain(
    _ failure: RehearsalPath, _ tls: TLSResult?, at address: IPAddress
  ) async -> RehearsalPath {
    let isTLS = plan.tls.client(.jobManagerRpc) != nil
    for way in OtherWay.after(failure, tls, plan.tls, isTLS: isTLS) {
      var path = RehearsalPath(way.meaning, detail: way.detail)
      path.address = self.address
      path.order = JobManagerMachine.OwnReport.rpc
      let (connections, sink) = AsyncStream<HeldConnection>.makeStream()
      let isTold = await withTaskGroup(of: Void.self) { [path] group in
        group.addTask {
          _ = await dial(address, inside: way.client) { connection, event in
            guard case .established = event else { return }
            connection.send(RehearsalMessage.dialled(path).frame)
            sink.yield(connection)
          }
          sink.finish()
        }
        var isTold = false
        for await connection in connections {
          isTold = true
          // What was sent is on its way before the connection goes.
          try? await Task.sleep(for: .milliseconds(100))
          connection.close()
        }
        return isTold
      }
      if isTold { return path }
    }
    return failure
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
            each, port: port, role, expecting: jobManager?.id, bulk: isFrame ? plan.frameSize : 0,
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
        dial.address, port: Int(dial.port), .taskManagerData, expecting: dial.target, standIn.own,
        plan, standIn.dialer)
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
