/// Walks over the fields of one protobuf message, in place.
///
/// Nothing is copied and nothing recurses: a field that is a message is a slice, which the caller
/// reads or not, so that neither depth nor length of what a peer sends costs anything.
struct ProtobufReader: Sendable {
  enum Value: Sendable, Hashable {
    case varint(UInt64)
    case fixed64(UInt64)
    case bytes(ArraySlice<UInt8>)
    case fixed32(UInt32)
  }

  struct Field: Sendable, Hashable {
    let number: UInt64
    let value: Value
  }

  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  /// The next field; nil at the end of the message.
  mutating func next() throws(MalformedMessage) -> Field? {
    guard !rest.isEmpty else { return nil }
    let tag = try varint()
    guard tag >> 3 > 0 else { throw MalformedMessage() }
    let value: Value =
      switch tag & 7 {
      case 0: .varint(try varint())
      case 1: .fixed64(try fixed(8))
      case 2: .bytes(try take(try varint()))
      case 5: .fixed32(UInt32(truncatingIfNeeded: try fixed(4)))
      // Groups, which no message of remoting has, and what no version of protobuf has.
      default: throw MalformedMessage()
      }
    return Field(number: tag >> 3, value: value)
  }

  private mutating func varint() throws(MalformedMessage) -> UInt64 {
    var value: UInt64 = 0
    for shift in stride(from: 0, to: 64, by: 7) {
      guard let byte = rest.popFirst() else { throw MalformedMessage() }
      value |= UInt64(byte & 0x7f) << UInt64(shift)
      if byte < 0x80 { return value }
    }
    throw MalformedMessage()
  }

  private mutating func fixed(_ count: UInt64) throws(MalformedMessage) -> UInt64 {
    try take(count).reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  private mutating func take(_ count: UInt64) throws(MalformedMessage) -> ArraySlice<UInt8> {
    guard count <= rest.count else { throw MalformedMessage() }
    let taken = rest.prefix(Int(count))
    rest = rest.dropFirst(taken.count)
    return taken
  }
}

extension ProtobufReader.Value {
  var bytes: ArraySlice<UInt8>? { if case .bytes(let bytes) = self { bytes } else { nil } }

  var fixed64: UInt64? { if case .fixed64(let number) = self { number } else { nil } }

  var varint: UInt64? { if case .varint(let number) = self { number } else { nil } }

  /// Invalid UTF-8 is mended, as it is only ever shown or compared.
  var text: String? { bytes.map { String(decoding: $0, as: UTF8.self) } }
}

/// Bytes that are no message of remoting.
package struct MalformedMessage: Error, Hashable {}
