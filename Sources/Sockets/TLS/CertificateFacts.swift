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
  /// Its SHA-1 as keytool and `security.ssl.internal.cert.fingerprint` have it: `0A:1B:…`.
  package let sha1: String
  /// In hexadecimal, as keytool shows it.
  package let serial: String

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
    fingerprint = Self.digest(parsed, EVP_sha256(), count: 32).joined()
    sha1 = Self.digest(parsed, EVP_sha1(), count: 20).joined(separator: ":").uppercased()
    serial = Self.serial(parsed)
  }

  /// The bytes of a certificate's hash, each in hexadecimal.
  private static func digest(
    _ certificate: OpaquePointer, _ kind: OpaquePointer?, count: Int
  ) -> [String] {
    var bytes = [UInt8](repeating: 0, count: count)
    var written: UInt32 = 0
    X509_digest(certificate, kind, &bytes, &written)
    return bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
  }

  private static func serial(_ certificate: OpaquePointer) -> String {
    guard let number = ASN1_INTEGER_to_BN(X509_get0_serialNumber(certificate), nil) else {
      return ""
    }
    defer { BN_free(number) }
    guard let text = BN_bn2hex(number) else { return "" }
    defer { OPENSSL_free(text) }
    let digits = String(cString: text).lowercased().drop { $0 == "0" }
    return digits.isEmpty ? "0" : String(digits)
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
