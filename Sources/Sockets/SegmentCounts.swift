import Glibc
import NIOCore

/// How the segments of one connection fared, in the words of this side's TCP.
package struct SegmentCounts: Sendable, Hashable {
  /// With data, and the one that opened the connection; those that were sent again count each time.
  package var sent: UInt32
  /// Sent again, and not because the answer was merely late: those the peer got twice are left out.
  package var lost: UInt32
  /// The largest packet that this side believes the path to let through.
  package var pathMTU: UInt32
}

extension SegmentCounts {
  /// As the kernel lays it out (`struct tcp_info` of linux/tcp.h, from 4.19 on); an older one leaves
  /// the end at zero.
  private typealias Info = InlineArray<55, UInt32>

  /// nil once the connection is closed, and on any thread but its own.
  static func read(_ channel: any Channel) -> SegmentCounts? {
    guard channel.eventLoop.inEventLoop, let options = channel as? any SocketOptionProvider else {
      return nil
    }
    let name = NIOBSDSocket.Option(rawValue: CInt(TCP_INFO))
    let answer: EventLoopFuture<Info> = options.unsafeGetSocketOption(level: .tcp, name: name)
    // On its own thread the answer is there at once.
    let counts = NIOLoopBoundBox<SegmentCounts?>(nil, eventLoop: channel.eventLoop)
    answer.whenSuccess { counts.value = SegmentCounts($0) }
    return counts.value
  }

  private init(_ info: Info) {
    let (retransmitted, withData, duplicates) = (info[25], info[39], info[54])
    pathMTU = info[15]
    sent = withData &+ 1
    lost = retransmitted > duplicates ? retransmitted - duplicates : 0
  }
}
