import NIOSSL

/// The accepting side of TLS, with the key that Flink's processes show each other.
///
/// Flink asks for a certificate on both sides of its internal connections. With `trust` one is asked
/// for here as well; a client without one gets in all the same, to be told what it lacks.
package struct TLSServer: Sendable {
  let context: NIOSSLContext
  let trust: TLSTrust?

  /// As `TLSClient`, whose limits it shares.
  package init(
    showing store: KeyStore, protocols: String = "", algorithms: String = "",
    trusting trust: TLSTrust? = nil
  ) throws(TLSClient.Failure) {
    guard let key = store.key else {
      throw TLSClient.Failure(words: "the key store holds no key")
    }
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: store.chain.map { .certificate($0) }, privateKey: .privateKey(key))
    TLSClient.limit(&configuration, protocols: protocols, algorithms: algorithms)
    if trust != nil {
      configuration.certificateVerification = .optionalVerification
      configuration.trustRoots = .certificates([])
    }
    self.trust = trust
    do {
      context = try NIOSSLContext(configuration: configuration)
    } catch {
      throw TLSClient.Failure(words: TLSResult.words(error))
    }
  }

  func handler() -> NIOSSLServerHandler {
    trust == nil
      ? NIOSSLServerHandler(context: context)
      : NIOSSLServerHandler(
        context: context, customVerificationCallbackWithMetadata: TLSTrust.keepChain)
  }
}
