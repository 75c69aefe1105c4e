/// The frames of Flink's shuffle service (`NettyMessage`) that a TaskManager's data port is known by.
///
/// The question leaves no line in any log: credit for a receiver that does not exist is answered
/// with an error, and the farewell closes the connection. Measured on 1.12.5, 1.14.6, 1.20.5, 2.3.0.
package enum ShuffleFrame {
  package static let magic: UInt32 = 0xbadc_0ffe

  /// `AddCredit` (id 6): one buffer for an unknown receiver.
  package static let question = frame(id: 6, [0, 0, 0, 1] + [UInt8](repeating: 0, count: 16))

  /// `CloseRequest` (id 5).
  package static let farewell = frame(id: 5, [])

  /// What a data port says on the question.
  package enum Answer: Sendable, Hashable {
    /// Fewer bytes than a head has, all of which fit.
    case undecided
    /// The head of an `ErrorResponse` (id 1): nothing but a data port answers so.
    case dataPort
    case other
  }

  package static func answer(_ bytes: some Collection<UInt8>) -> Answer {
    let head = withUnsafeBytes(of: magic.bigEndian) { Array($0) } + [1]
    let come = bytes.dropFirst(4).prefix(head.count)
    guard head.starts(with: come) else { return .other }
    return come.count == head.count ? .dataPort : .undecided
  }

  /// The length counts itself.
  private static func frame(id: UInt8, _ content: [UInt8]) -> [UInt8] {
    FrameReader.prefix(UInt32(9 + content.count)) + FrameReader.prefix(magic) + [id] + content
  }
}
