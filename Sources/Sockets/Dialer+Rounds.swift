import Glibc
import NIOCore
import NIOPosix
package import SystemPackage

/// Something that is done again and again, until it is cancelled.
package struct Rounds: Sendable {
  fileprivate let task: RepeatedTask
  fileprivate let channel: any Channel

  package func cancel() {
    task.cancel()
    channel.close(promise: nil)
  }
}

extension Dialer {
  /// Calls `body` again and again, each time with a moment before which nothing had come to any
  /// connection that its dialogue has not been told, however long this process took for it.
  ///
  /// A clock cannot say that: what is due by the clock comes between two of thousands of connections
  /// that all have something to say. So a byte goes through a pipe that the same thread serves: epoll
  /// names what is ready in the order in which it became so, and reading the byte comes after
  /// reading all that was there when it was written.
  package func rounds(
    every interval: Duration, _ body: @escaping @Sendable (ContinuousClock.Instant) -> Void
  ) async throws(Errno) -> Rounds {
    let loop = loops.next()
    let ends: (input: CInt, output: CInt)
    do {
      let pipe = try FileDescriptor.pipe()
      ends = (pipe.readEnd.rawValue, pipe.writeEnd.rawValue)
    } catch {
      throw error as? Errno ?? .ioError
    }
    let channel: any Channel
    do {
      channel = try await NIOPipeBootstrap(group: loop)
        .channelInitializer { channel in
          channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addHandler(RoundHandler(body))
          }
        }
        .takingOwnershipOfDescriptors(input: ends.input, output: ends.output).get()
    } catch {
      _ = close(ends.input)
      _ = close(ends.output)
      throw (error as? IOError).map { Errno(rawValue: $0.errnoCode) } ?? .ioError
    }
    let amount = Self.amount(interval)
    let task = loop.scheduleRepeatedTask(initialDelay: amount, delay: amount) { _ in
      channel.triggerUserOutboundEvent(RoundHandler.Begin(), promise: nil)
    }
    return Rounds(task: task, channel: channel)
  }
}

/// Writes a byte when a round begins, and ends the round when it reads it.
private final class RoundHandler: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  struct Begin: Sendable {}

  private let body: (ContinuousClock.Instant) -> Void
  private var begun: ContinuousClock.Instant?

  init(_ body: @escaping (ContinuousClock.Instant) -> Void) {
    self.body = body
  }

  func triggerUserOutboundEvent(
    context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?
  ) {
    guard event is Begin, begun == nil else { return }
    begun = .now
    context.writeAndFlush(Self.wrapOutboundOut(ByteBuffer(bytes: [0])), promise: promise)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard let begun else { return }
    self.begun = nil
    body(begun)
  }
}
