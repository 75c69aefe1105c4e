/// Cuts a stream of bytes into frames: four bytes of length, big endian, and so many bytes.
///
/// It keeps no more than one frame of `limit` bytes and what came with its end in one read.
package struct FrameReader: Sendable {
  /// A frame announces more than is expected of any peer.
  package struct TooLong: Error, Hashable {
    package let length: UInt32
  }

  private var buffer: [UInt8] = []
  private var start = 0
  private let limit: Int

  package init(limit: Int) { self.limit = limit }

  /// What has come and is not yet a frame.
  package var pending: ArraySlice<UInt8> { buffer[start...] }

  package mutating func append(_ bytes: some Collection<UInt8>) {
    if start == buffer.count {
      buffer.removeAll(keepingCapacity: true)
      start = 0
    } else if start > limit {
      buffer.removeFirst(start)
      start = 0
    }
    buffer += bytes
  }

  /// The next whole frame without its length, which may be empty; nil until more has come.
  package mutating func next() throws(TooLong) -> ArraySlice<UInt8>? {
    guard pending.count >= 4 else { return nil }
    let length = pending.prefix(4).reduce(0 as UInt32) { $0 << 8 | UInt32($1) }
    guard length <= limit else { throw TooLong(length: length) }
    let end = start + 4 + Int(length)
    guard end <= buffer.count else { return nil }
    defer { start = end }
    return buffer[(start + 4)..<end]
  }

  /// Drops up to `count` bytes of what is pending; how many there were.
  mutating func drop(_ count: Int) -> Int {
    let dropped = min(count, pending.count)
    start += dropped
    return dropped
  }

  /// A frame around `payload`.
  package static func frame(_ payload: [UInt8]) -> [UInt8] {
    prefix(UInt32(clamping: payload.count)) + payload
  }

  /// The four bytes that announce a frame of `length` bytes.
  package static func prefix(_ length: UInt32) -> [UInt8] {
    withUnsafeBytes(of: length.bigEndian) { Array($0) }
  }
}
