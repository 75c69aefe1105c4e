import NIOSSL

/// The accepting side of TLS, with the key that Flink's processes show each other.
///
/// Flink asks for a certificate on both sides of its internal connections; here as there, one is
/// asked for, and whether it is to be trusted is judged elsewhere.
package struct TLSServer: Sendable {
  let context: NIOSSLContext

  /// As `TLSClient`, whose limits it shares.
  package init(
    showing store: KeyStore, protocols: String = "", algorithms: String = ""
  ) throws(TLSClient.Failure) {
    guard let key = store.key else {
      throw TLSClient.Failure(words: "the key store holds no key")
    }
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: store.chain.map { .certificate($0) }, privateKey: .privateKey(key))
    TLSClient.limit(&configuration, protocols: protocols, algorithms: algorithms)
    do {
      context = try NIOSSLContext(configuration: configuration)
    } catch {
      throw TLSClient.Failure(words: TLSResult.words(error))
    }
  }
}
