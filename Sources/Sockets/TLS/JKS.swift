import CNIOBoringSSL
import NIOSSL

/// Opens JKS, which Java's keytool wrote up to Java 8 and everybody's Java still reads.
///
/// As `sun.security.provider.JavaKeyStore` and `KeyProtector` have it: certificates lie open, the
/// whole is sealed with a SHA-1 over the store's password and itself, and a private key is covered by
/// a stream of SHA-1 over the key's password, which may be another one.
enum JKS {
  static func open(
    _ bytes: [UInt8], password: String, keyPassword: String
  ) throws(KeyStore.Failure) -> KeyStore {
    guard bytes.count > 12 + sealLength else { throw .malformed("it ends too early") }
    var input = JKSInput(bytes.dropLast(sealLength).dropFirst(4))
    let version = try input.number()
    guard (1...2).contains(version) else { throw .malformed("version \(version) is unknown") }
    let count = try input.number()
    // Java looks at the seal when it has read the rest: what is broken is told before.
    var keys: [JKSInput.Key] = []
    var trusted: [NIOSSLCertificate] = []
    for _ in 0..<count {
      switch try input.entry(version) {
      case .key(let key): keys.append(key)
      case .trusted(let certificate): trusted.append(certificate)
      }
    }
    let seal = digest(
      utf16(password) + Array("Mighty Aphrodite".utf8) + bytes.dropLast(sealLength))
    guard seal.elementsEqual(bytes.suffix(sealLength)) else { throw .wrongPassword }
    guard let first = keys.first else { return try KeyStore(chain: trusted, key: nil) }
    let key = uncovered(first.covered, utf16(keyPassword)).flatMap(privateKey)
    return try KeyStore(chain: first.chain + trusted, key: key, isKeyLocked: key == nil)
  }

  private static let sealLength = 20

  /// What a key's password uncovers; nil with another one.
  private static func uncovered(_ covered: ArraySlice<UInt8>, _ password: [UInt8]) -> [UInt8]? {
    guard covered.count > 40 else { return nil }
    var last = Array(covered.prefix(20))
    var plain: [UInt8] = []
    plain.reserveCapacity(covered.count - 40)
    for byte in covered.dropFirst(20).dropLast(20) {
      if plain.count % 20 == 0 { last = digest(password + last) }
      plain.append(byte ^ last[plain.count % 20])
    }
    return digest(password + plain).elementsEqual(covered.suffix(20)) ? plain : nil
  }

  /// Of the bytes of a PKCS#8 `PrivateKeyInfo`.
  private static func privateKey(_ bytes: [UInt8]) -> NIOSSLPrivateKey? {
    let key = bytes.withUnsafeBufferPointer { buffer in
      var input = CBS()
      CBS_init(&input, buffer.baseAddress, buffer.count)
      return EVP_parse_private_key(&input)
    }
    guard let key else { return nil }
    defer { EVP_PKEY_free(key) }
    return DER.bytes { i2d_PrivateKey(key, $0) }.flatMap {
      try? NIOSSLPrivateKey(bytes: $0, format: .der)
    }
  }

  private static func digest(_ bytes: [UInt8]) -> [UInt8] {
    var out = [UInt8](repeating: 0, count: 20)
    EVP_Digest(bytes, bytes.count, &out, nil, EVP_sha1(), nil)
    return out
  }

  private static func utf16(_ password: String) -> [UInt8] {
    password.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xff)] }
  }
}

/// What lies in a JKS, piece by piece.
private struct JKSInput {
  struct Key {
    var covered: ArraySlice<UInt8>
    var chain: [NIOSSLCertificate]
  }

  enum Entry {
    case key(Key)
    case trusted(NIOSSLCertificate)
  }

  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  mutating func number() throws(KeyStore.Failure) -> Int {
    try take(4).reduce(0) { $0 << 8 | Int($1) }
  }

  /// An entry has a kind, a name and a date, and then what it is about.
  mutating func entry(_ version: Int) throws(KeyStore.Failure) -> Entry {
    let kind = try number()
    try skipText()
    _ = try take(8)
    switch kind {
    case 1:
      let covered = try octets(ofEncryptedKey: take(number()))
      let count = try number()
      var chain: [NIOSSLCertificate] = []
      for _ in 0..<count { chain.append(try certificate(version)) }
      return .key(Key(covered: covered, chain: chain))
    case 2: return .trusted(try certificate(version))
    default: throw .malformed("an entry of kind \(kind) is in it")
    }
  }

  private mutating func certificate(
    _ version: Int
  ) throws(KeyStore.Failure) -> NIOSSLCertificate {
    if version == 2 { try skipText() }
    let bytes = Array(try take(number()))
    guard let certificate = try? NIOSSLCertificate(bytes: bytes, format: .der) else {
      throw .malformed("a certificate in it cannot be read")
    }
    return certificate
  }

  /// `EncryptedPrivateKeyInfo ::= SEQUENCE { AlgorithmIdentifier, OCTET STRING }` (RFC 5208).
  private func octets(
    ofEncryptedKey bytes: ArraySlice<UInt8>
  ) throws(KeyStore.Failure) -> ArraySlice<UInt8> {
    let range: Range<Int>? = bytes.withUnsafeBufferPointer { buffer in
      var outer = CBS()
      var inner = CBS()
      var octets = CBS()
      CBS_init(&outer, buffer.baseAddress, buffer.count)
      guard CBS_get_asn1(&outer, &inner, CBS_ASN1_SEQUENCE) == 1,
        CBS_get_asn1(&inner, nil, CBS_ASN1_SEQUENCE) == 1,
        CBS_get_asn1(&inner, &octets, CBS_ASN1_OCTETSTRING) == 1,
        let base = buffer.baseAddress, let start = CBS_data(&octets)
      else { return nil }
      let from = start - base
      return from..<(from + CBS_len(&octets))
    }
    guard let range else { throw .malformed("a private key in it cannot be read") }
    return bytes[(bytes.startIndex + range.lowerBound)..<(bytes.startIndex + range.upperBound)]
  }

  private mutating func skipText() throws(KeyStore.Failure) {
    let length = try take(2).reduce(0) { $0 << 8 | Int($1) }
    _ = try take(length)
  }

  private mutating func take(_ count: Int) throws(KeyStore.Failure) -> ArraySlice<UInt8> {
    guard count <= rest.count else { throw .malformed("it ends too early") }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }
}
