import CNIOBoringSSL
import NIOSSL

/// The way from a certificate to one that is trusted, by names and signatures; dates and purposes
/// are not looked at.
enum CertificatePath {
  struct Step {
    let facts: CertificateFacts
    /// `XKU_…`; all bits where the certificate has no extended key usage.
    let usage: UInt32

    func serves(_ peer: TLSTrust.Peer) -> Bool {
      let wanted = peer == .client ? XKU_SSL_CLIENT : XKU_SSL_SERVER
      return usage & UInt32(wanted | XKU_ANYEKU) != 0
    }
  }

  /// The certificate that was shown first, the trusted one last; nil where no way leads there.
  static func find(_ chain: [NIOSSLCertificate], to trusted: [NIOSSLCertificate]) -> [Step]? {
    let shown = chain.compactMap(parsed)
    let anchors = trusted.compactMap(parsed)
    defer { for certificate in shown + anchors { X509_free(certificate) } }
    guard let leaf = shown.first, let store = X509_STORE_new() else { return nil }
    defer { X509_STORE_free(store) }
    for anchor in anchors { X509_STORE_add_cert(store, anchor) }
    guard let others = OPENSSL_sk_new_null(), let context = X509_STORE_CTX_new() else { return nil }
    defer {
      X509_STORE_CTX_free(context)
      OPENSSL_sk_free(others)
    }
    for other in shown.dropFirst() { OPENSSL_sk_push(others, UnsafeMutableRawPointer(other)) }
    guard X509_STORE_CTX_init(context, store, leaf, others) == 1 else { return nil }
    // Java as well takes any certificate of the store for an end, be it an authority's or not.
    X509_VERIFY_PARAM_set_flags(
      X509_STORE_CTX_get0_param(context),
      UInt(X509_V_FLAG_PARTIAL_CHAIN | X509_V_FLAG_NO_CHECK_TIME))
    ERR_clear_error()
    defer { ERR_clear_error() }
    guard X509_verify_cert(context) == 1, let path = X509_STORE_CTX_get0_chain(context) else {
      return nil
    }
    return (0..<OPENSSL_sk_num(path)).compactMap { at in
      guard let raw = OPENSSL_sk_value(path, at) else { return nil }
      let certificate = OpaquePointer(raw)
      guard let der = DER.bytes({ i2d_X509(certificate, $0) }),
        let facts = CertificateFacts(der: der)
      else { return nil }
      return Step(facts: facts, usage: X509_get_extended_key_usage(certificate))
    }
  }

  private static func parsed(_ certificate: NIOSSLCertificate) -> OpaquePointer? {
    guard let der = try? certificate.toDERBytes() else { return nil }
    return der.withUnsafeBufferPointer { buffer in
      var start = buffer.baseAddress
      return d2i_X509(nil, &start, buffer.count)
    }
  }
}
