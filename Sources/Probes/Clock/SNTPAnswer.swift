/// What a time server answers (RFC 4330 and 5905), read from the bytes of a datagram.
package enum SNTPAnswer: Sendable, Hashable {
  case time(SNTPTime)
  /// The server does not know the time itself (leap indicator 3, or no stratum).
  case unsynchronized(stratum: Int)
  /// A kiss of death, with its code: `RATE`, `DENY`, `RSTR`.
  case refused(code: String)
  /// No answer to this question, and why.
  case invalid(reason: String)

  /// The length of a packet without extensions.
  package static let length = 48

  /// Reads an answer to the question with this nonce; extensions behind it are left alone.
  package init(_ bytes: some Collection<UInt8>, to nonce: UInt64) {
    let bytes = Array(bytes.prefix(Self.length))
    guard bytes.count == Self.length else {
      self = .invalid(reason: "\(bytes.count) bytes are no NTP packet")
      return
    }
    let leap = bytes[0] >> 6
    let version = bytes[0] >> 3 & 7
    let mode = bytes[0] & 7
    let stratum = Int(bytes[1])
    guard 1...4 ~= version, mode == 4 else {
      self = .invalid(reason: "version \(version), mode \(mode): not a server's answer")
      return
    }
    // Whoever does not see the question cannot guess it: an answer from elsewhere fails here.
    guard Self.number(bytes[24..<32]) == nonce else {
      self = .invalid(reason: "an answer to another question")
      return
    }
    let reference = Self.text(bytes[12..<16])
    let time = SNTPTime(
      stratum: stratum, reference: stratum < 2 ? reference : nil,
      precision: Int8(bitPattern: bytes[3]),
      rootDelay: Int32(truncatingIfNeeded: Self.number(bytes[4..<8])),
      rootDispersion: UInt32(truncatingIfNeeded: Self.number(bytes[8..<12])),
      received: NTPTimestamp(bits: Self.number(bytes[32..<40])),
      sent: NTPTimestamp(bits: Self.number(bytes[40..<48])))
    if stratum == 0, let reference {
      self = .refused(code: reference)
    } else if leap == 3 || stratum == 0 || stratum > 15 || time.sent.bits == 0 {
      self = .unsynchronized(stratum: stratum)
    } else {
      self = .time(time)
    }
  }

  private static func number(_ bytes: some Collection<UInt8>) -> UInt64 {
    bytes.reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// Four letters, filled up with zeros; nil for anything else.
  private static func text(_ bytes: some Collection<UInt8>) -> String? {
    let letters = bytes.prefix { $0 != 0 }
    guard !letters.isEmpty, letters.allSatisfy({ 0x21...0x7E ~= $0 }) else { return nil }
    return String(decoding: letters, as: UTF8.self)
  }
}
