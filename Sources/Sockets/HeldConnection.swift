import NIOCore

/// A connection that stays, over which its holder speaks when there is something to say.
///
/// What comes in goes to its dialogue.
package struct HeldConnection: Sendable {
  private let channel: any Channel

  init(_ channel: any Channel) {
    self.channel = channel
  }

  /// From any thread; what cannot be sent any more is dropped.
  ///
  /// A peer that takes nothing for so long that a megabyte has piled up is hung up on.
  package func send(_ bytes: [UInt8]) {
    channel.eventLoop.execute {
      guard channel.isActive else { return }
      let waiting = try? channel.syncOptions?.getOption(ChannelOptions.bufferedWritableBytes)
      guard waiting ?? 0 < Self.mostWaiting else { return channel.close(promise: nil) }
      channel.writeAndFlush(ByteBuffer(bytes: bytes), promise: nil)
    }
  }

  /// nil once it is closed, and from any thread but its own: a dialogue may ask.
  package var segments: SegmentCounts? { .read(channel) }

  package func close() { channel.close(promise: nil) }

  private static let mostWaiting = 1 << 20
}
