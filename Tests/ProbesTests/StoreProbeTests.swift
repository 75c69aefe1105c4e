import Evidence
import FoundationEssentials
import Probes
import TestSupport
import Testing

@Suite struct StoreProbeTests {
  private let probe = StoreProbe(now: 1_800_000_000)

  private func look(
    at name: String, _ purpose: StoreTarget.Purpose, time: Duration = .seconds(30)
  ) async throws -> StoreEvidence? {
    let path = name.hasPrefix("/") ? name : try TLSStores.shared.path(of: name)
    let target = StoreTarget(key: "security.ssl.keystore", path: path, purpose: purpose)
    return await probe.look(at: [target], until: .now.advanced(by: time)).first
  }

  @Test func tellsWhatAStoreHolds() async throws {
    let store = try #require(
      await look(
        at: "keytool.p12",
        .keyStore(password: TLSStores.password, keyPassword: TLSStores.password)))
    #expect(store.access == .readable)
    #expect(store.kind == .pkcs12)
    #expect(store.opening == .opened)
    #expect(store.hasKey == true)
    #expect(store.keyPasswordFits == true)
    let certificate = try #require(store.certificates.first)
    let start = try #require(try? Date(certificate.notBefore, strategy: .iso8601))
    #expect(start.timeIntervalSince1970 - 1_800_000_000 == certificate.startsInSeconds)
    #expect(certificate.endsInSeconds - certificate.startsInSeconds == 100 * 86400)
  }

  @Test func neverKeepsAPassword() async throws {
    let secret = "no-such-password"
    for name in ["keytool.p12", "trust.p12", "locked.pem", "old.jks"] {
      let store = try #require(
        await look(at: name, .keyStore(password: secret, keyPassword: secret)))
      let saved = try String(decoding: JSONEncoder().encode(store), as: UTF8.self)
      #expect(!saved.contains(secret))
      #expect(store.opening == .wrongPassword)
    }
  }

  @Test func tellsWhetherAnOldKeysOwnPasswordFits() async throws {
    for (password, fits) in [("keepitsecret", true), (TLSStores.password, false)] {
      let store = try #require(
        await look(
          at: "own key.jks", .keyStore(password: TLSStores.password, keyPassword: password)))
      #expect(store.kind == .jks && store.opening == .opened && store.hasKey == true)
      #expect(store.keyPasswordFits == fits)
    }
  }

  @Test(arguments: [
    ("/no/such/file", StoreEvidence.Access.missing), ("/etc/passwd/file", .missing),
    ("/etc", .notAFile), ("/dev/zero", .notAFile),
  ]) func saysWhyAFileIsNone(_ path: String, _ access: StoreEvidence.Access) async throws {
    let store = try #require(await look(at: path, .trustStore(password: "")))
    #expect(store.access == access)
    #expect(store.kind == nil)
    #expect(store.opening == nil)
  }

  @Test func saysThatOtherFilesAreNoStores() async throws {
    let store = try #require(await look(at: "/etc/passwd", .trustStore(password: "")))
    #expect(store.kind == .unknown)
    #expect(store.opening == .malformed)
    #expect(try await look(at: "/etc/passwd", .keytab)?.opening == nil)
  }

  @Test func leavesOutWhatTheDeadlineCutsOff() async throws {
    #expect(
      try await look(at: "keytool.p12", .trustStore(password: ""), time: .seconds(-1)) == nil)
  }
}
