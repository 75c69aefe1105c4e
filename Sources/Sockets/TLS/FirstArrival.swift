import NIOCore

/// Remembers whether any byte has come, before TLS makes something else of it.
final class FirstArrival: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private(set) var hasCome = false

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    hasCome = true
    context.fireChannelRead(data)
  }
}
