/// The largest message of remoting, as the transport of Akka and Pekko takes it when the actor system starts.
package struct FrameSize: Sendable, Hashable {
  /// What Flink believes, and checks its own messages against.
  package let bytes: Int64

  /// What the transport allows: the low 32 bits of `bytes`, as Scala's `toInt` cuts them.
  package var accepted: Int32 { Int32(truncatingIfNeeded: bytes) }

  /// The transport cuts what does not fit 32 bits, and starts nevertheless.
  package var isCut: Bool { Int64(accepted) != bytes }

  package static let smallest: Int32 = 32_000

  /// 10 MiB, the default of every version.
  package static let standard = FrameSize(bytes: 10_485_760)

  package static func parse(_ text: String, version: FlinkVersion) throws(ValueError) -> FrameSize {
    let size = FrameSize(bytes: try HoconSize.parse(text, version: version))
    guard size.accepted >= smallest else {
      throw .illegal(
        "requirement failed: Setting 'maximum-frame-size' must be at least 32000 bytes")
    }
    return size
  }
}
