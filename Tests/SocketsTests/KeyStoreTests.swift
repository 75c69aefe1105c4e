import Sockets
import TestSupport
import Testing

/// Stores as the tools that operators use write them: Java's keytool and openssl, of today and of
/// before 2020.
@Suite(.serialized) struct KeyStoreTests {
  @Test(arguments: ["keytool", "openssl", "old openssl"])
  func opensWhatOtherToolsWrite(_ tool: String) throws {
    let stores = try TLSStores.shared
    let store = try KeyStore(stores.bytes(of: "\(tool).p12"), password: TLSStores.password)
    #expect(store.hasKey)
    let certificate = try #require(store.certificates.first)
    #expect(certificate.subject == "CN=flink.internal,O=Example")
    #expect(certificate.issuer == certificate.subject)
    #expect(certificate.names == ["jm1", "10.0.0.1"])
    #expect(certificate.notAfter - certificate.notBefore == 100 * 86400)
    #expect(certificate.fingerprint.count == 64)
  }

  /// Here `NIOSSLPKCS12Bundle` would end the process.
  @Test func opensATrustStoreWhichHasNoKey() throws {
    let stores = try TLSStores.shared
    let trust = try KeyStore(stores.bytes(of: "trust.p12"), password: TLSStores.password)
    let key = try KeyStore(stores.bytes(of: "keytool.p12"), password: TLSStores.password)
    #expect(!trust.hasKey)
    #expect(trust.certificates == key.certificates)
  }

  @Test func opensWhatOldJavaWrote() throws {
    let stores = try TLSStores.shared
    let key = try KeyStore(stores.bytes(of: "keytool.p12"), password: TLSStores.password)
    let old = try KeyStore(stores.bytes(of: "old.jks"), password: TLSStores.password)
    #expect(old.hasKey && !old.isKeyLocked)
    #expect(old.certificates == key.certificates)
    let trust = try KeyStore(stores.bytes(of: "trust.jks"), password: TLSStores.password)
    #expect(!trust.hasKey && trust.certificates == key.certificates)
    let own = try stores.bytes(of: "own key.jks")
    #expect(try KeyStore(own, password: TLSStores.password).isKeyLocked)
    let opened = try KeyStore(own, password: TLSStores.password, keyPassword: "keepitsecret")
    #expect(opened.hasKey && !opened.isKeyLocked)
    #expect(throws: KeyStore.Failure.wrongPassword) { try KeyStore(own, password: "other") }
  }

  @Test func opensPEM() throws {
    let stores = try TLSStores.shared
    let store = try KeyStore(stores.bytes(of: "plain.pem"), password: "")
    #expect(store.hasKey)
    #expect(store.certificates.count == 1)
    let locked = try stores.bytes(of: "locked.pem")
    #expect(try KeyStore(locked, password: TLSStores.password).hasKey)
    #expect(throws: KeyStore.Failure.wrongPassword) { try KeyStore(locked, password: "other") }
  }

  @Test func saysWhyAStoreDoesNotOpen() throws {
    let stores = try TLSStores.shared
    let bytes = try stores.bytes(of: "keytool.p12")
    #expect(throws: KeyStore.Failure.wrongPassword) { try KeyStore(bytes, password: "other") }
    #expect(throws: KeyStore.Failure.onlyJavaReads(.jceks)) {
      try KeyStore(stores.bytes(of: "old.jceks"), password: TLSStores.password)
    }
    #expect(throws: KeyStore.Failure.malformed("the file is empty")) {
      try KeyStore([], password: "")
    }
  }

  /// A store that is cut off or changed anywhere is refused, or opens: it never ends the process.
  @Test func survivesBrokenStores() throws {
    let stores = try TLSStores.shared
    for name in ["keytool.p12", "trust.p12", "plain.pem", "old.jks", "trust.jks"] {
      let bytes = try stores.bytes(of: name)
      for length in stride(from: 0, to: bytes.count, by: 61) {
        _ = try? KeyStore(Array(bytes[..<length]), password: TLSStores.password)
      }
      for at in stride(from: 0, to: bytes.count, by: 61) {
        var changed = bytes
        changed[at] ^= 0x55
        _ = try? KeyStore(changed, password: TLSStores.password)
      }
    }
  }

  @Test(arguments: [
    ([0xfe, 0xed, 0xfe, 0xed, 0], StoreKind.jks), ([0xce, 0xce, 0xce, 0xce], .jceks),
    ([5, 2, 0], .keytab), ([0x30, 0x82, 9, 0x9a, 2, 1, 3], .pkcs12),
    ([0x30, 0x80, 2, 1, 3], .pkcs12), ([0x30, 0x82, 2, 0xd5, 0x30], .unknown), ([], .empty),
    (Array("Bag Attributes\n-----BEGIN CERTIFICATE-----".utf8), .pem),
  ]) func tellsKindsByContent(_ bytes: [UInt8], _ kind: StoreKind) {
    #expect(StoreKind(bytes) == kind)
  }
}
