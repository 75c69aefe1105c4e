/// The messages of a netlink answer, taken apart without I/O (`struct nlmsghdr`).
///
/// A length that does not fit ends the reading; nothing the bytes say can trap or loop.
struct NetlinkMessages {
  enum Message: Hashable {
    case data(type: UInt16, Range<Int>)
    case done
    /// The positive error number.
    case failed(Int32)
  }

  let bytes: [UInt8]

  var messages: [Message] {
    var messages: [Message] = []
    var at = 0
    while let length = bytes.native(UInt32.self, at: at),
      let type = bytes.native(UInt16.self, at: at + 4),
      length >= 16, Int(length) <= bytes.count - at
    {
      let body = (at + 16)..<(at + Int(length))
      switch type {
      case 3:
        return messages + [.done]
      case 2:
        let code = bytes.native(Int32.self, at: body.lowerBound) ?? 0
        return messages + [.failed(code == .min ? .max : abs(code))]
      default:
        messages.append(.data(type: type, body))
      }
      at += (Int(length) + 3) & ~3
    }
    return messages
  }
}

extension [UInt8] {
  /// A number in the machine's own order; nil beyond the end.
  func native<Number: FixedWidthInteger & BitwiseCopyable>(
    _ type: Number.Type, at offset: Int
  ) -> Number? {
    guard offset >= 0, offset <= count - MemoryLayout<Number>.size else { return nil }
    return withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: type) }
  }
}
