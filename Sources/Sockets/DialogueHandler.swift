import NIOCore

/// Drives a dialogue on its channel's event loop: the last handler of a pipeline, plain or TLS.
///
/// It reads one buffer, hands it on, and only then reads the next, so that no more is ever held.
final class DialogueHandler<Driven: Dialogue>: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let origin: ContinuousClock.Instant
  private let begin: (LocalEnd, any Channel) -> Driven
  private let done: (_ opened: Duration, Driven) -> Void
  private var opened = Duration.zero
  private var dialogue: Driven?
  private var alarm: Scheduled<Void>?
  private var error: DialResult.Outcome?
  private var isOver = false
  private var isHeldBack = false

  /// Times count from `origin`; `done` is called once, when the channel has closed.
  init(
    from origin: ContinuousClock.Instant, _ begin: @escaping (LocalEnd, any Channel) -> Driven,
    done: @escaping (_ opened: Duration, Driven) -> Void
  ) {
    self.origin = origin
    self.begin = begin
    self.done = done
  }

  private var now: Duration { origin.duration(to: .now) }

  func channelActive(context: ChannelHandlerContext) {
    let local = context.channel.localAddress
    opened = now
    dialogue = begin(
      LocalEnd(address: local?.ipAddress ?? "", port: local?.port ?? 0), context.channel)
    run(dialogue?.start(at: opened), context)
    context.read()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !isOver else { return }
    let bytes = Array(Self.unwrapInboundIn(data).readableBytesView)
    run(dialogue?.receive(bytes, at: now), context)
  }

  /// A peer that does not take what it is told is not listened to, so that answers do not pile up.
  func channelReadComplete(context: ChannelHandlerContext) {
    if context.channel.isWritable { context.read() } else { isHeldBack = true }
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    guard isHeldBack, context.channel.isWritable else { return }
    isHeldBack = false
    context.read()
  }

  /// What ends the channel; it closes next.
  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    if self.error == nil { self.error = .init(error) }
    context.close(promise: nil)
  }

  func channelInactive(context: ChannelHandlerContext) {
    if !isOver {
      _ = dialogue?.ended(error, at: now)
      isOver = true
    }
    alarm?.cancel()
    if let dialogue { done(opened, dialogue) }
  }

  private func run(_ actions: [DialogueAction]?, _ context: ChannelHandlerContext) {
    for action in actions ?? [] where !isOver {
      switch action {
      case .send(let bytes):
        context.writeAndFlush(Self.wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
      case .close:
        isOver = true
        context.close(promise: nil)
      }
    }
    setAlarm(context)
  }

  private func setAlarm(_ context: ChannelHandlerContext) {
    alarm?.cancel()
    guard !isOver, let due = dialogue?.wakeTime else { return }
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    alarm = context.eventLoop.scheduleTask(in: TimeAmount(max(due - now, .zero))) {
      let (handler, context) = bound.value
      guard !handler.isOver else { return }
      handler.run(handler.dialogue?.wake(at: handler.now), context)
    }
  }
}
