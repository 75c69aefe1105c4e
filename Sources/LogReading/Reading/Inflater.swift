import CZlib

/// Gzip, chunk by chunk; several members behind one another are one text, as `gzip -d` has it.
struct Inflater: ~Copyable {
  enum Outcome { case ok, ended, damaged }

  // zlib keeps a pointer to its stream, so it must not move.
  private let stream: UnsafeMutablePointer<z_stream>
  private var isOpen: Bool
  private(set) var isBetweenMembers = false

  init() {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    isOpen =
      inflateInit2_(stream, 15 + 32, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
  }

  deinit {
    if isOpen { inflateEnd(stream) }
    stream.deinitialize(count: 1)
    stream.deallocate()
  }

  /// Inflates all of `input`, handing the text on in pieces.
  mutating func inflate(_ input: Bytes, _ take: (Bytes) -> Void) -> Outcome {
    guard isOpen, let base = input.baseAddress else { return isOpen ? .ok : .damaged }
    stream.pointee.next_in = UnsafeMutablePointer(mutating: base)
    stream.pointee.avail_in = UInt32(input.count)
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 65_536) { output in
      while stream.pointee.avail_in > 0 || stream.pointee.avail_out == 0 {
        if isBetweenMembers {
          // What follows the last member and is none itself is padding.
          guard stream.pointee.next_in.pointee == 0x1F, inflateReset(stream) == Z_OK else {
            return .ended
          }
          isBetweenMembers = false
        }
        stream.pointee.next_out = output.baseAddress
        stream.pointee.avail_out = UInt32(output.count)
        let result = CZlib.inflate(stream, Z_NO_FLUSH)
        let made = output.count - Int(stream.pointee.avail_out)
        if made > 0 { take(Bytes(rebasing: UnsafeBufferPointer(output)[0..<made])) }
        switch result {
        case Z_OK: break
        case Z_BUF_ERROR: return .ok
        case Z_STREAM_END:
          isBetweenMembers = true
          if stream.pointee.avail_in == 0 { return .ok }
        default: return .damaged
        }
      }
      return .ok
    }
  }
}
