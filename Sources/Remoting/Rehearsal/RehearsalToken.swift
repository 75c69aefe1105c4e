/// What all nodes of one rehearsal know and nobody else does.
///
/// It never crosses the wire: each side shows that it could compute what only its owner can.
package struct RehearsalToken: Sendable, Hashable {
  /// A shorter one could be found by trying.
  package static let shortest = 16
  package static let longest = 256

  private let bytes: [UInt8]

  /// nil for what is too short or too long, or holds blanks or control characters.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard Self.shortest...Self.longest ~= bytes.count, bytes.allSatisfy({ 0x21...0x7e ~= $0 })
    else { return nil }
    self.bytes = bytes
  }

  /// 26 letters and digits, from 130 bits of the system's randomness.
  package static func random(using generator: inout some RandomNumberGenerator) -> String {
    let letters = Array("abcdefghijkmnpqrstuvwxyz23456789")
    return String((0..<26).map { _ in letters[Int.random(in: 0..<32, using: &generator)] })
  }

  /// What one side of a connection sends to prove itself, bound to both ends and to this connection.
  func proof(
    of prover: Prover, dialer: UInt64, acceptor: UInt64, nonces: (dialer: UInt64, acceptor: UInt64)
  ) -> [UInt8] {
    var message = Array("flinkdoctor rehearsal \(RehearsalMessage.version) \(prover)".utf8)
    for number in [dialer, acceptor, nonces.dialer, nonces.acceptor] {
      withUnsafeBytes(of: number.bigEndian) { message += $0 }
    }
    return SHA256.authentication(of: message, key: bytes)
  }

  enum Prover: String { case dialer, acceptor }

  /// Takes as long for a proof that is almost right as for one that is all wrong.
  static func isSame(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    guard left.count == right.count else { return false }
    return zip(left, right).reduce(0 as UInt8) { $0 | $1.0 ^ $1.1 } == 0
  }
}
