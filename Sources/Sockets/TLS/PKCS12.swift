// The C library within swift-nio-ssl: `NIOSSLPKCS12Bundle` ends the process on a store without a
// private key, as every trust store is.
import CNIOBoringSSL
import NIOSSL

/// Opens PKCS#12, which Java's keytool writes since Java 9.
enum PKCS12 {
  static func open(_ bytes: [UInt8], password: String) throws(KeyStore.Failure) -> KeyStore {
    // Also makes the library ready.
    guard let certificates = OPENSSL_sk_new_null() else { throw .malformed("no memory for it") }
    defer {
      while let certificate = OPENSSL_sk_pop(certificates) { X509_free(OpaquePointer(certificate)) }
      OPENSSL_sk_free(certificates)
    }
    var key: OpaquePointer?
    ERR_clear_error()
    let isOpen = bytes.withUnsafeBufferPointer { buffer in
      var input = CBS()
      CBS_init(&input, buffer.baseAddress, buffer.count)
      return password.withCString { PKCS12_get_key_and_certs(&key, certificates, &input, $0) == 1 }
    }
    defer { EVP_PKEY_free(key) }
    guard isOpen else { throw failure() }
    var leaf: NIOSSLCertificate?
    var others: [NIOSSLCertificate] = []
    for index in 0..<OPENSSL_sk_num(certificates) {
      guard let raw = OPENSSL_sk_value(certificates, index) else { continue }
      let certificate = OpaquePointer(raw)
      guard let der = DER.bytes({ i2d_X509(certificate, $0) }),
        let copy = try? NIOSSLCertificate(bytes: der, format: .der)
      else { throw .malformed("a certificate in it cannot be read") }
      if let key, leaf == nil, X509_check_private_key(certificate, key) == 1 {
        leaf = copy
      } else {
        others.append(copy)
      }
    }
    return try KeyStore(
      chain: [leaf].compactMap { $0 } + others,
      key: leaf == nil
        ? nil
        : DER.bytes { i2d_PrivateKey(key, $0) }.flatMap {
          try? NIOSSLPrivateKey(bytes: $0, format: .der)
        })
  }

  /// The library's own account of what was wrong.
  private static func failure() -> KeyStore.Failure {
    let code = ERR_peek_error()
    defer { ERR_clear_error() }
    if ERR_GET_LIB(code) == Int32(ERR_LIB_PKCS8),
      ERR_GET_REASON(code) == PKCS8_R_INCORRECT_PASSWORD
    {
      return .wrongPassword
    }
    guard let words = ERR_reason_error_string(code) else { return .malformed("it cannot be read") }
    return .malformed(
      String(cString: words).lowercased().split(separator: "_").joined(separator: " "))
  }
}

/// What the library's `i2d` functions write.
enum DER {
  static func bytes(
    _ write: (UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?) -> Int32
  ) -> [UInt8]? {
    var start: UnsafeMutablePointer<UInt8>?
    let count = write(&start)
    guard count > 0, let start else { return nil }
    defer { OPENSSL_free(start) }
    return Array(UnsafeBufferPointer(start: start, count: Int(count)))
  }
}
