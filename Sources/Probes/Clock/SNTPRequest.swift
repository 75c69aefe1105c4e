/// A question to a time server: SNTP version 4 in client mode (RFC 4330, 5), and no I/O.
package struct SNTPRequest: Sendable, Hashable {
  /// What the server sends back as the originate timestamp.
  ///
  /// A random number in place of the time: it proves that an answer belongs to this question and
  /// tells nobody what this clock says.
  package let nonce: UInt64

  package init(nonce: UInt64) {
    self.nonce = nonce
  }

  /// 48 bytes: leap indicator 0, version 4, mode 3, and the transmit timestamp alone.
  package var bytes: [UInt8] {
    var bytes = [UInt8](repeating: 0, count: SNTPAnswer.length)
    bytes[0] = 0b00_100_011
    for place in 0..<8 {
      bytes[40 + place] = UInt8(truncatingIfNeeded: nonce >> UInt64(56 - 8 * place))
    }
    return bytes
  }
}
