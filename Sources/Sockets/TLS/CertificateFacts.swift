import CNIOBoringSSL
import NIOSSL

/// What a certificate says of itself.
package struct CertificateFacts: Sendable, Hashable {
  /// As RFC 2253 writes names: `CN=flink.internal`.
  package let subject: String
  package let issuer: String
  /// The DNS names and addresses that it is made out to.
  package let names: [String]
  /// Seconds since 1970.
  package let notBefore: Int64
  package let notAfter: Int64
  /// Its SHA-256, in hexadecimal.
  package let fingerprint: String

  /// nil when the bytes are no certificate.
  package init?(der: [UInt8]) {
    guard let wrapped = try? NIOSSLCertificate(bytes: der, format: .der) else { return nil }
    let parsed = der.withUnsafeBufferPointer { buffer in
      var start = buffer.baseAddress
      return d2i_X509(nil, &start, buffer.count)
    }
    guard let parsed else { return nil }
    defer { X509_free(parsed) }
    guard let notBefore = Self.seconds(X509_get0_notBefore(parsed)),
      let notAfter = Self.seconds(X509_get0_notAfter(parsed))
    else { return nil }
    self.notBefore = notBefore
    self.notAfter = notAfter
    subject = Self.text(X509_get_subject_name(parsed))
    issuer = Self.text(X509_get_issuer_name(parsed))
    names = wrapped._subjectAlternativeNames().compactMap { name in
      switch name.nameType {
      case .dnsName: String(decoding: name.contents, as: UTF8.self)
      case .ipAddress: Self.address(Array(name.contents))
      default: nil
      }
    }
    var digest = [UInt8](repeating: 0, count: 32)
    var count: UInt32 = 0
    X509_digest(parsed, EVP_sha256(), &digest, &count)
    fingerprint = digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  private static func seconds(_ time: UnsafePointer<ASN1_TIME>?) -> Int64? {
    var seconds: Int64 = 0
    return ASN1_TIME_to_posix(time, &seconds) == 1 ? seconds : nil
  }

  private static func address(_ bytes: [UInt8]) -> String? {
    bytes.count == 4 || bytes.count == 16 ? IPAddress(bytes: bytes, zone: 0).description : nil
  }

  /// `XN_FLAG_RFC2253`, but for letters beyond ASCII, which stay as they are.
  private static let flags =
    UInt(ASN1_STRFLGS_ESC_2253 | ASN1_STRFLGS_ESC_CTRL | ASN1_STRFLGS_UTF8_CONVERT)
    | UInt(ASN1_STRFLGS_DUMP_UNKNOWN | ASN1_STRFLGS_DUMP_DER) | UInt(XN_FLAG_SEP_COMMA_PLUS)
    | UInt(XN_FLAG_DN_REV)

  private static func text(_ name: OpaquePointer?) -> String {
    guard let name, let memory = BIO_new(BIO_s_mem()) else { return "" }
    defer { BIO_free(memory) }
    X509_NAME_print_ex(memory, name, 0, flags)
    var start: UnsafePointer<UInt8>?
    var count = 0
    guard BIO_mem_contents(memory, &start, &count) == 1, let start else { return "" }
    return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }
}
