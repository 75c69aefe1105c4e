/// What a key store is, by its content; the name of a file tells nothing.
package enum StoreKind: String, Sendable, Hashable {
  case pkcs12
  case pem
  /// Java's own format, up to Java 8.
  case jks
  /// Java's own format for stores with stronger encryption of keys.
  case jceks
  /// Keys of Kerberos.
  case keytab
  case empty
  case unknown

  package init(_ bytes: [UInt8]) {
    if bytes.isEmpty {
      self = .empty
    } else if bytes.starts(with: [0xfe, 0xed, 0xfe, 0xed]) {
      self = .jks
    } else if bytes.starts(with: [0xce, 0xce, 0xce, 0xce]) {
      self = .jceks
    } else if bytes.starts(with: [5, 1]) || bytes.starts(with: [5, 2]) {
      self = .keytab
    } else if Self.isPKCS12(bytes) {
      self = .pkcs12
    } else if Self.holdsPEM(bytes) {
      self = .pem
    } else {
      self = .unknown
    }
  }

  /// `PFX ::= SEQUENCE { version INTEGER {v3(3)}, …` (RFC 7292), the length in DER or in BER.
  private static func isPKCS12(_ bytes: [UInt8]) -> Bool {
    guard bytes.count > 2, bytes[0] == 0x30 else { return false }
    let lengthBytes = bytes[1] > 0x80 ? Int(bytes[1] & 0x7f) : 0
    return bytes.dropFirst(2 + lengthBytes).starts(with: [2, 1, 3])
  }

  private static func holdsPEM(_ bytes: [UInt8]) -> Bool {
    let mark = Array("-----BEGIN ".utf8)
    return bytes.indices.contains { at in
      bytes[at] == mark[0] && (at == 0 || bytes[at - 1] == 10)
        && bytes[at...].starts(with: mark)
    }
  }
}
