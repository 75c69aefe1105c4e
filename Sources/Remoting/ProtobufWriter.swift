/// Writes protobuf fields, in the order in which it is told them.
struct ProtobufWriter: Sendable {
  private(set) var bytes: [UInt8] = []

  mutating func varint(_ field: UInt64, _ value: UInt64) {
    raw(field << 3)
    raw(value)
  }

  mutating func fixed64(_ field: UInt64, _ value: UInt64) {
    raw(field << 3 | 1)
    withUnsafeBytes(of: value.littleEndian) { bytes += $0 }
  }

  mutating func bytes(_ field: UInt64, _ value: some Collection<UInt8>) {
    raw(field << 3 | 2)
    raw(UInt64(value.count))
    bytes += value
  }

  mutating func message(_ field: UInt64, _ write: (inout ProtobufWriter) -> Void) {
    bytes(field, Self.message(write))
  }

  static func message(_ write: (inout ProtobufWriter) -> Void) -> [UInt8] {
    var writer = ProtobufWriter()
    write(&writer)
    return writer.bytes
  }

  private mutating func raw(_ value: UInt64) {
    var value = value
    while value > 0x7f {
      bytes.append(UInt8(truncatingIfNeeded: value) | 0x80)
      value >>= 7
    }
    bytes.append(UInt8(value))
  }
}
