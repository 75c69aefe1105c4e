import NIOCore
import NIOSSL
import NIOTLS

/// Lets the dialogue behind it begin when TLS stands, and keeps what became of it.
///
/// It stands between NIOSSL's handler and that of the dialogue.
final class TLSGate: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private let origin: ContinuousClock.Instant
  private let patience: TimeAmount
  private let trust: TLSTrust?
  private let peer: TLSTrust.Peer
  private let name: String?
  private let done: (_ opened: Duration, TLSResult) -> Void
  private var opened = Duration.zero
  /// nil until TLS stands.
  private(set) var result: TLSResult?
  private var error: (any Error)?
  private var isLate = false
  private var alarm: Scheduled<Void>?

  /// `done` is called once, when the channel has closed.
  init(
    from origin: ContinuousClock.Instant, patience: TimeAmount, trust: TLSTrust?,
    peer: TLSTrust.Peer, name: String? = nil,
    done: @escaping (_ opened: Duration, TLSResult) -> Void
  ) {
    self.origin = origin
    self.patience = patience
    self.trust = trust
    self.peer = peer
    self.name = name
    self.done = done
  }

  private var now: Duration { origin.duration(to: .now) }

  func channelActive(context: ChannelHandlerContext) {
    opened = now
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    alarm = context.eventLoop.scheduleTask(in: patience) {
      let (gate, context) = bound.value
      guard gate.result == nil else { return }
      gate.isLate = true
      // No farewell: the peer has not even answered.
      context.channel.close(mode: .all, promise: nil)
    }
    context.read()
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case .handshakeCompleted? = event as? TLSUserEvent, result == nil {
      alarm?.cancel()
      var result = TLSResult(.secured, after: now - opened)
      let handler = try? context.pipeline.syncOperations.handler(type: NIOSSLHandler.self)
      result.version = handler?.tlsVersion.map(Self.name)
      result.certificate = (try? handler?.peerCertificate?.toDERBytes())
        .flatMap { CertificateFacts(der: $0) }
      let chain = handler?.peerValidatedCertificateChain.map(Array.init) ?? []
      result.distrust = trust?.distrust(of: chain, from: peer, name: name)
      self.result = result
      context.fireChannelActive()
    }
    context.fireUserInboundEventTriggered(event)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if result != nil { context.fireChannelRead(data) }
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    if result != nil { context.fireChannelReadComplete() } else { context.read() }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    if self.error == nil { self.error = error }
    if result != nil {
      if result?.laterError == nil { result?.laterError = TLSResult.words(error) }
      context.fireErrorCaught(error)
    } else {
      context.close(promise: nil)
    }
  }

  func channelInactive(context: ChannelHandlerContext) {
    alarm?.cancel()
    if result != nil { context.fireChannelInactive() }
    done(opened, result ?? TLSResult(isLate ? .timedOut : .init(error), after: now - opened))
  }

  private static func name(_ version: TLSVersion) -> String {
    switch version {
    case .tlsv1: "TLSv1"
    case .tlsv11: "TLSv1.1"
    case .tlsv12: "TLSv1.2"
    case .tlsv13: "TLSv1.3"
    }
  }
}
