import Sockets

/// Whom HTTPS to a REST endpoint trusts, and the key that it shows when it is asked for one.
package struct RESTTrust: Sendable, Hashable {
  package enum Authorities: Sendable, Hashable {
    case system
    /// `--cacert`, or the trust store of the configuration.
    case store(StoreTarget)
    /// Whoever answers: only where nothing secret is sent.
    case anybody
  }

  package var authorities: Authorities
  package var keyStore: StoreTarget?

  package init(_ authorities: Authorities = .system, keyStore: StoreTarget? = nil) {
    self.authorities = authorities
    self.keyStore = keyStore
  }

  /// Reads the stores; blocks.
  func client() throws(TLSClient.Failure) -> HTTPSClient {
    let key = try keyStore.map { target throws(TLSClient.Failure) in try Self.open(target) }
    switch authorities {
    case .system: return try HTTPSClient(trusting: .system, showing: key)
    case .anybody: return try HTTPSClient(trusting: .anybody, showing: key)
    case .store(let target):
      return try HTTPSClient(trusting: .store(try Self.open(target)), showing: key)
    }
  }

  private static func open(_ target: StoreTarget) throws(TLSClient.Failure) -> KeyStore {
    switch StoreFile.read(target.path) {
    case .failure(let failure):
      throw TLSClient.Failure(words: "\(target.path): \(failure.words ?? "is no file")")
    case .success(let bytes):
      do throws(KeyStore.Failure) {
        return try KeyStore(bytes, password: target.password ?? "")
      } catch {
        let why =
          switch error {
          case .wrongPassword: "its password is another one"
          case .onlyJavaReads: "only Java reads this format; convert it to PKCS#12"
          case .malformed(let words): words
          }
        throw TLSClient.Failure(words: "\(target.path): \(why)")
      }
    }
  }
}
