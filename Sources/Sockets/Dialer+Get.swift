import NIOCore
import NIOHTTP1
import NIOPosix

extension Dialer {
  /// Asks a web server for one page; nil when the task is cancelled.
  ///
  /// No redirect is followed. Of the body the first `kept` bytes are kept; the rest is read, so that
  /// the server sees its answer taken, but no more than four megabytes in all.
  package func get(
    _ path: String, host: String, address: IPAddress, port: Int, keeping kept: Int = 65536,
    timeout: Duration
  ) async -> Result<HTTPAnswer, HTTPFailure>? {
    guard let port = UInt16(exactly: port), port > 0 else { return .failure(.failed(errno: 22)) }
    let (results, sink) = AsyncStream<Result<HTTPAnswer, HTTPFailure>>.makeStream()
    let limit = Self.amount(timeout)
    let headers = HTTPHeaders([
      ("Host", host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"),
      ("User-Agent", "flinkdoctor"), ("Accept", "*/*"), ("Connection", "close"),
    ])
    let head = HTTPRequestHead(version: .http1_1, method: .GET, uri: path, headers: headers)
    ClientBootstrap(group: loops)
      .connectTimeout(limit)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          let pipeline = channel.pipeline.syncOperations
          try pipeline.addHandler(ByteLimit(most: 4 << 20))
          try pipeline.addHTTPClientHandlers()
          try pipeline.addHandler(GetHandler(head: head, kept: kept, limit: limit, sink: sink))
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
      context.fireErrorCaught(HTTPFailure.notHTTP("the answer does not end"))
    } else {
      context.fireChannelRead(data)
    }
  }
}

/// Sends one request and waits for one answer.
private final class GetHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPClientResponsePart
  typealias OutboundOut = HTTPClientRequestPart

  private let head: HTTPRequestHead
  private let kept: Int
  private let limit: TimeAmount
  private let sink: AsyncStream<Result<HTTPAnswer, HTTPFailure>>.Continuation
  private var asked = ContinuousClock.now
  private var answer: HTTPAnswer?
  private var timer: Scheduled<Void>?

  init(
    head: HTTPRequestHead, kept: Int, limit: TimeAmount,
    sink: AsyncStream<Result<HTTPAnswer, HTTPFailure>>.Continuation
  ) {
    self.head = head
    self.kept = kept
    self.limit = limit
    self.sink = sink
  }

  func channelActive(context: ChannelHandlerContext) {
    let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
    let own = NIOLoopBound(self, eventLoop: context.eventLoop)
    timer = context.eventLoop.scheduleTask(in: limit) {
      own.value.finish(.failure(.timedOut), bound.value)
    }
    asked = .now
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      answer = HTTPAnswer(
        status: Int(head.status.code), headers: head.headers.map { ($0.name, $0.value) }, body: [],
        asked: asked, answered: .now)
    case .body(let bytes):
      let room = kept - (answer?.body.count ?? 0)
      answer?.body += bytes.readableBytesView.prefix(max(0, room))
    case .end:
      if let answer { finish(.success(answer), context) }
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    finish(.failure(HTTPFailure(error)), context)
  }

  func channelInactive(context: ChannelHandlerContext) {
    finish(.failure(.notHTTP("the connection was closed before an answer")), context)
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

extension HTTPFailure {
  fileprivate init(_ error: any Error) {
    switch error {
    case let error as HTTPFailure: self = error
    case let error as IOError: self = .failed(errno: error.errnoCode)
    case ChannelError.connectTimeout: self = .timedOut
    default: self = .notHTTP("\(error)")
    }
  }
}
