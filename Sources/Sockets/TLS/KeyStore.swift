import NIOSSL

/// What a key store holds, opened with its password: a private key with its certificates, or
/// certificates that are trusted.
package struct KeyStore: Sendable {
  /// Why a store does not open.
  package enum Failure: Error, Hashable {
    case wrongPassword
    /// A format that only Java reads.
    case onlyJavaReads(StoreKind)
    /// What is wrong with it, in words.
    case malformed(String)
  }

  /// The certificate of the key first, where there is one.
  let chain: [NIOSSLCertificate]
  let key: NIOSSLPrivateKey?
  package let certificates: [CertificateFacts]

  /// Whether its private key has a password of its own that is not the one that was given.
  package let isKeyLocked: Bool

  package var hasKey: Bool { key != nil || isKeyLocked }

  /// Opens the bytes of a store: PKCS#12, JKS, or PEM.
  ///
  /// A key of a JKS may have a password of its own, which is the store's where none is given.
  package init(
    _ bytes: [UInt8], password: String, keyPassword: String? = nil
  ) throws(Failure) {
    switch StoreKind(bytes) {
    case .pkcs12: self = try PKCS12.open(bytes, password: password)
    case .pem: try self.init(pem: bytes, password: password)
    case .jks:
      self = try JKS.open(bytes, password: password, keyPassword: keyPassword ?? password)
    case .jceks: throw .onlyJavaReads(.jceks)
    case .empty: throw .malformed("the file is empty")
    case .keytab: throw .malformed("the file is a Kerberos keytab")
    case .unknown: throw .malformed("the file is no key store")
    }
  }

  init(
    chain: [NIOSSLCertificate], key: NIOSSLPrivateKey?, isKeyLocked: Bool = false
  ) throws(Failure) {
    self.chain = chain
    self.key = key
    self.isKeyLocked = isKeyLocked
    certificates = chain.compactMap { certificate in
      (try? certificate.toDERBytes()).flatMap { CertificateFacts(der: $0) }
    }
    guard certificates.count == chain.count else {
      throw .malformed("a certificate in it cannot be read")
    }
  }

  private init(pem bytes: [UInt8], password: String) throws(Failure) {
    let text = String(decoding: bytes, as: UTF8.self)
    let chain = (try? NIOSSLCertificate.fromPEMBytes(bytes)) ?? []
    var key: NIOSSLPrivateKey?
    if text.contains("PRIVATE KEY-----") {
      do {
        key = try NIOSSLPrivateKey(bytes: bytes, format: .pem) { $0(Array(password.utf8)) }
      } catch {
        guard text.contains("ENCRYPTED") else { throw .malformed("its key cannot be read") }
        throw .wrongPassword
      }
    }
    try self.init(chain: chain, key: key)
  }
}
