package import Evidence
import Remoting
import Sockets
import SystemPackage

/// Watches one peer: a ping each interval over one connection, and a new one when that ends.
///
/// It keeps nothing of what it tells, so that it can go on for days.
package struct WatchProbe: Sendable {
  private let address: String
  private let port: Int
  private let scheme: String
  private let tls: TLSKeys?
  private let interval: Duration
  private let timeout: Duration

  /// nil for a peer that did not answer as an actor system, or not in a scheme that is known.
  package init?(
    _ peer: RemotingEvidence, tls: TLSKeys?, interval: Duration, timeout: Duration
  ) {
    guard peer.outcome == .associated, let scheme = peer.scheme else { return nil }
    address = peer.address
    port = peer.port
    self.scheme = scheme
    self.tls = peer.transport == "ssl.tcp" ? tls : nil
    self.interval = interval
    self.timeout = timeout
  }

  /// Goes on until `isStopped`, which is asked several times a second.
  package func run(
    isStopped: @escaping @Sendable () -> Bool, emit: @escaping @Sendable (WatchEvent) -> Void
  ) async {
    await Dialer.with { dialer in
      guard let address = IPAddress(address), let scheme = RemotingScheme(rawValue: scheme) else {
        return
      }
      let client = await client()
      while !isStopped(), !Task.isCancelled {
        let begin = { @Sendable (local: LocalEnd) in
          WatchDialogue(
            from: local, scheme: scheme, isTLS: client != nil, interval: interval,
            isStopped: isStopped, emit: emit)
        }
        let held: (dial: DialResult, dialogue: WatchDialogue?)?
        if let client {
          held = await dialer.converse(
            address, port: port, inside: client, timeout: timeout, patience: timeout, begin
          ).map { ($0.dial, $0.dialogue) }
        } else {
          held = await dialer.converse(address, port: port, timeout: timeout, begin)
        }
        if isStopped() { return }
        emit(.lost(Self.words(held?.dial, held?.dialogue)))
        try? await Task.sleep(for: min(interval, .seconds(1)))
      }
    }
  }

  private func client() async -> TLSClient? {
    guard let tls else { return nil }
    let target = RemotingTarget(
      port: PortTarget(host: address, port: port, role: .jobManagerRpc), schemes: [], tls: tls)
    return await tlsClients(for: [target], until: .now.advanced(by: timeout))[tls]
  }

  private static func words(_ dial: DialResult?, _ dialogue: WatchDialogue?) -> String {
    if let dialogue { return dialogue.failure ?? "the connection ended" }
    return switch dial?.outcome {
    case .timedOut?: "no answer to the dial"
    case .failed(let code)?: Errno(rawValue: code).description
    case .failedOtherwise(let words)?: words
    case .open?, nil: "no TLS came about"
    }
  }
}
