import NIOCore
import NIOHTTP1
import NIOPosix
import NIOTLS

extension Dialer {
  /// Asks a web server for one page; nil when the task is cancelled.
  ///
  /// No redirect is followed. Of the body the first `question.kept` bytes are kept; the rest is
  /// read, so that the server sees its answer taken, but no more than `question.most` in all.
  package func get(
    _ question: HTTPQuestion, at address: IPAddress, port: Int, inside tls: HTTPSClient? = nil,
    timeout: Duration
  ) async -> Result<HTTPAnswer, HTTPFailure>? {
    guard let port = UInt16(exactly: port), port > 0 else { return .failure(.failed(errno: 22)) }
    let (results, sink) = AsyncStream<Result<HTTPAnswer, HTTPFailure>>.makeStream()
    let limit = Self.amount(timeout)
    ClientBootstrap(group: loops)
      .connectTimeout(limit)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          let pipeline = channel.pipeline.syncOperations
          if let tls { try pipeline.addHandler(tls.handler(for: question.host)) }
          try pipeline.addHandler(ByteLimit(most: question.most))
          try pipeline.addHTTPClientHandlers()
          try pipeline.addHandler(
            GetHandler(question, isTLS: tls != nil, limit: limit, sink: sink))
        }
      }
      .connect(to: address.socketAddress(port: port))
      .whenFailure { error in
        sink.yield(.failure(HTTPFailure(error)))
        sink.finish()
      }
    for await result in results { return result }
    return nil
  }
}

/// Ends a connection whose peer does not stop sending.
private final class ByteLimit: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private var remaining: Int

  init(most: Int) { remaining = most }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    remaining -= unwrapInboundIn(data).readableBytes
    if remaining < 0 {
      context.fireErrorCaught(HTTPFailure.endless)
    } else {
      context.fireChannelRead(data)
    }
  }
}

/// Sends one request and waits for one answer.
private final class GetHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPClientResponsePart
  typealias OutboundOut = HTTPClientRequestPart

  private let question: HTTPQuestion
  private let isTLS: Bool
  private let limit: TimeAmount
  private let sink: AsyncStream<Result<HTTPAnswer, HTTPFailure>>.Continuation
  private var asked = ContinuousClock.now
  private var answer: HTTPAnswer?
  private var timer: Scheduled<Void>?

  init(
    _ question: HTTPQuestion, isTLS: Bool, limit: TimeAmount,
    sink: AsyncStream<Result<HTTPAnswer, HTTPFailure>>.Continuation
  ) {
    self.question = question
    self.isTLS = isTLS
    self.limit = limit
    self.sink = sink
  }

  func channelActive(context: ChannelHandlerContext) {
    let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
    let own = NIOLoopBound(self, eventLoop: context.eventLoop)
    timer = context.eventLoop.scheduleTask(in: limit) {
      own.value.finish(.failure(.timedOut), bound.value)
    }
    if !isTLS { ask(context) }
  }

  /// Nothing is sent before the certificate was looked at.
  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case .handshakeCompleted? = event as? TLSUserEvent { ask(context) }
    context.fireUserInboundEventTriggered(event)
  }

  private func ask(_ context: ChannelHandlerContext) {
    asked = .now
    context.write(wrapOutboundOut(.head(question.head)), promise: nil)
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      answer = HTTPAnswer(
        status: Int(head.status.code), headers: head.headers.map { ($0.name, $0.value) }, body: [],
        asked: asked, answered: .now)
    case .body(let bytes):
      answer?.add(bytes.readableBytesView, question)
    case .end:
      if question.keepsEnd { answer?.keepEnd(question.kept) }
      if let answer { finish(.success(answer), context) }
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    finish(.failure(HTTPFailure(error)), context)
  }

  func channelInactive(context: ChannelHandlerContext) {
    finish(.failure(.closed), context)
  }

  private func finish(
    _ result: Result<HTTPAnswer, HTTPFailure>, _ context: ChannelHandlerContext
  ) {
    timer?.cancel()
    timer = nil
    // The first result counts: the stream takes no more after it has ended.
    sink.yield(result)
    sink.finish()
    context.close(promise: nil)
  }
}

extension HTTPAnswer {
  fileprivate mutating func add(_ bytes: ByteBufferView, _ question: HTTPQuestion) {
    if question.keepsEnd {
      body += bytes
      // Not each time: to move what is kept takes time.
      if body.count > question.kept + question.kept / 8 { keepEnd(question.kept) }
      return
    }
    let room = max(0, question.kept - body.count)
    body += bytes.prefix(room)
    if bytes.count > room { isCut = true }
  }

  fileprivate mutating func keepEnd(_ count: Int) {
    guard body.count > count else { return }
    body.removeFirst(body.count - count)
    isCut = true
  }
}

extension HTTPFailure {
  fileprivate init(_ error: any Error) {
    switch error {
    case let error as HTTPFailure: self = error
    case let error as IOError: self = .failed(errno: error.errnoCode)
    case ChannelError.connectTimeout: self = .timedOut
    default: self = TLSResult.failure(error).map { .tls($0) } ?? .notHTTP("\(error)")
    }
  }
}
