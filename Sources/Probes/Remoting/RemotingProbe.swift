import Evidence
import FlinkConfiguration
import Remoting
import Sockets

/// Asks every planned actor system at every address of its host, all at once.
///
/// The connection is the dial: what came of it is returned too. Sorted by host, address and port.
func converse(
  _ targets: [RemotingTarget], _ book: NameBook, _ dialer: Dialer, within limit: TimeLimit
) async -> [(dial: DialEvidence, remoting: RemotingEvidence?)] {
  let clients = await tlsClients(for: targets, until: limit.end)
  return await withTaskGroup(of: [(dial: DialEvidence, remoting: RemotingEvidence?)].self) {
    group in
    for target in targets {
      group.addTask {
        let addresses = await book.addresses(of: target.port.host)
        let client = target.tls.flatMap { clients[$0] }
        return await dialer.converse(target, client, at: addresses, within: limit)
      }
    }
    return await group.reduce(into: []) { $0 += $1 }
  }
}

extension Dialer {
  fileprivate func converse(
    _ target: RemotingTarget, _ client: TLSClient?, at addresses: [IPAddress],
    within limit: TimeLimit
  ) async -> [(dial: DialEvidence, remoting: RemotingEvidence?)] {
    await withTaskGroup(of: (dial: DialEvidence, remoting: RemotingEvidence?)?.self) { group in
      for address in addresses {
        group.addTask {
          await gate.pass {
            await RemotingProbe(target, client, at: address, limit: limit, dialer: self).run()
          }
        }
      }
      return await group.reduce(into: []) { if let each = $1 { $0.append(each) } }
    }
  }
}

/// One actor system at one address.
struct RemotingProbe {
  private let target: RemotingTarget
  private let client: TLSClient?
  private let address: IPAddress
  private let limit: TimeLimit
  private let dialer: Dialer

  init(
    _ target: RemotingTarget, _ client: TLSClient?, at address: IPAddress, limit: TimeLimit,
    dialer: Dialer
  ) {
    self.target = target
    self.client = client
    self.address = address
    self.limit = limit
    self.dialer = dialer
  }

  /// What one of the lesser questions may take.
  private var aside: Duration { min(limit.remaining / 3, .seconds(1)) }

  /// nil when cancelled.
  func run() async -> (dial: DialEvidence, remoting: RemotingEvidence?)? {
    guard target.schemes.isEmpty else {
      // Beside it, for what the release alone tells.
      async let version = flinkVersion()
      var held = await ask(target)
      held?.remoting?.flinkVersion = await version
      return held
    }
    let version = await flinkVersion()
    var target = target
    if let version { target.schemes = schemes(of: version) }
    var held = await ask(target)
    held?.remoting?.flinkVersion = version
    return held
  }

  private func ask(
    _ target: RemotingTarget
  ) async -> (dial: DialEvidence, remoting: RemotingEvidence?)? {
    var tls: TLSEvidence?
    var target = target
    if target.isTLS {
      // Where the peer turns out to speak none, it is asked in plain.
      guard let client else {
        if let held = await hello() { return held }
        target.isTLS = false
        return await plainly(target, nil)
      }
      guard let held = await hold(target, inside: client) else { return nil }
      tls = held.remoting?.tls
      guard tls?.outcome == .notSpoken || tls?.outcome == .closed else { return held }
      target.isTLS = false
    }
    return await plainly(target, tls)
  }

  private func plainly(
    _ target: RemotingTarget, _ tls: TLSEvidence?
  ) async -> (dial: DialEvidence, remoting: RemotingEvidence?)? {
    guard let held = await hold(target) else { return nil }
    guard var evidence = held.remoting else { return held }
    evidence.tls = tls
    switch evidence.outcome {
    case .associated: evidence.frame = await frame(after: held.dial.durationMs)
    // Flink 1.20 closes without a byte where it expects TLS, 1.12 with an alert.
    case .closed: if await speaksTLS() { evidence.outcome = .tls }
    default: break
    }
    return (held.dial, evidence)
  }

  private func hold(
    _ target: RemotingTarget
  ) async -> (dial: DialEvidence, remoting: RemotingEvidence?)? {
    let time = limit.remaining
    let start = ContinuousClock.now
    let port = target.port
    guard
      let (result, dialogue) = await dialer.converse(
        address, port: port.port, timeout: time,
        { RemotingDialogue(from: $0, target.plan(within: limit)) })
    else { return nil }
    let dial = DialEvidence(port, at: address, result, within: limit)
    return (
      dial,
      dialogue.map {
        RemotingEvidence($0, port, at: address, duration: start.duration(to: .now))
      }
    )
  }

  /// The same inside TLS; what the peer made of that is in the evidence.
  private func hold(
    _ target: RemotingTarget, inside client: TLSClient
  ) async -> (dial: DialEvidence, remoting: RemotingEvidence?)? {
    let time = limit.remaining
    let start = ContinuousClock.now
    let port = target.port
    guard
      let (result, tls, dialogue) = await dialer.converse(
        address, port: port.port, inside: client, timeout: time, patience: time,
        { RemotingDialogue(from: $0, target.plan(within: limit)) })
    else { return nil }
    let dial = DialEvidence(port, at: address, result, within: limit)
    guard let tls else { return (dial, nil) }
    let duration = start.duration(to: .now)
    var evidence =
      dialogue.map { RemotingEvidence($0, port, at: address, duration: duration) }
      ?? RemotingEvidence(
        host: port.host, address: address.description, port: port.port, role: port.role,
        outcome: tls.outcome == .timedOut ? .silent : .tls,
        waitedMs: tls.duration.milliseconds, durationMs: duration.milliseconds)
    evidence.tls = TLSEvidence(tls, now: StoreProbe.ofThisMachine().now)
    // In TLS 1.3 the peer looks at our certificate after the handshake is done.
    if evidence.outcome == .closed, tls.laterError != nil {
      evidence.outcome = .tls
      evidence.tls?.outcome = .refused
    }
    return (dial, evidence)
  }

  /// What the JobManager's REST calls its version; of a TaskManager, where nothing else tells the
  /// scheme.
  private func flinkVersion() async -> String? {
    guard target.schemes.isEmpty || target.port.role == .jobManagerRpc, let port = target.restPort
    else { return nil }
    let patience = aside
    let host = target.port.host
    return await dialer.converse(
      address, port: port, timeout: patience,
      { _ in RestVersionDialogue(host: host, patience: patience) })?.dialogue?.flinkVersion
  }

  private func schemes(of version: String) -> [RemotingScheme] {
    guard let version = FlinkVersion(version) else { return [] }
    return version < FlinkVersion(1, 18) ? [.akka, .pekko] : [.pekko, .akka]
  }

  private func frame(after dialMs: Double) async -> RemotingEvidence.Frame? {
    guard let size = target.frameSize, size > 4 else { return nil }
    // The refusal needs a round trip.
    let patience = max(Duration.milliseconds(300), .milliseconds(3 * dialMs))
    guard limit.remaining > patience else { return nil }
    let held = await dialer.converse(
      address, port: target.port.port, timeout: aside,
      { _ in FrameDialogue(frameSize: size, patience: patience) })
    return held?.dialogue?.isAccepted.map { RemotingEvidence.Frame(bytes: size, isAccepted: $0) }
  }

  private func speaksTLS() async -> Bool {
    let patience = aside
    let held = await dialer.converse(
      address, port: target.port.port, timeout: patience,
      { _ in HelloDialogue(patience: patience) })
    return held?.dialogue?.speaksTLS == true
  }

  /// The first words of TLS; nil where the peer speaks none and may be asked in plain.
  private func hello() async -> (dial: DialEvidence, remoting: RemotingEvidence?)? {
    let time = limit.remaining
    let held = await dialer.converse(
      address, port: target.port.port, timeout: time, { _ in HelloDialogue(patience: time) })
    guard let (result, dialogue) = held else { return nil }
    let dial = DialEvidence(target.port, at: address, result, within: limit)
    guard let dialogue else { return (dial, nil) }
    let outcome: RemotingEvidence.Outcome
    switch dialogue.answer {
    case .tlsAlert, .tlsHandshake: outcome = .tls
    case .undecided where dialogue.isTimedOut: outcome = .silent
    default: return nil
    }
    let waited = dialogue.waited.milliseconds
    return (
      dial,
      RemotingEvidence(
        host: target.port.host, address: address.description, port: target.port.port,
        role: target.port.role, outcome: outcome, waitedMs: waited,
        durationMs: waited + dial.durationMs)
    )
  }
}
