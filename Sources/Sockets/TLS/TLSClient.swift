import NIOCore
import NIOSSL

/// This side of TLS: the key that it shows, and the versions and ciphers that it offers.
///
/// Its handshakes succeed with any certificate of the peer's, since nothing that is secret goes over
/// the connection; `trust` says afterwards what Flink would have had against it.
package struct TLSClient: Sendable {
  /// What made a client impossible, in words.
  package struct Failure: Error, Hashable {
    package let words: String

    package init(words: String) { self.words = words }
  }

  let context: NIOSSLContext
  /// nil where nobody asks.
  let trust: TLSTrust?
  /// What the certificate of the next server must be made out to; nil where nobody asks.
  package var serverName: String?

  /// `protocols` and `algorithms` are the texts of `security.ssl.protocol` and
  /// `security.ssl.algorithms`; what is known of neither is offered as is usual.
  package init(
    showing store: KeyStore?, protocols: String = "", algorithms: String = "",
    trusting trust: TLSTrust? = nil
  ) throws(Failure) {
    var configuration = TLSConfiguration.makeClientConfiguration()
    Self.limit(&configuration, protocols: protocols, algorithms: algorithms)
    if trust != nil {
      configuration.certificateVerification = .noHostnameVerification
      configuration.trustRoots = .certificates([])
    }
    self.trust = trust
    context = try Self.context(configuration, showing: store)
  }

  func handler() throws -> NIOSSLClientHandler {
    guard trust != nil else {
      return try NIOSSLClientHandler(context: context, serverHostname: nil)
    }
    return try NIOSSLClientHandler(
      context: context, serverHostname: nil,
      customVerificationCallbackWithMetadata: TLSTrust.keepChain)
  }

  /// The context of a configuration that shows the key of a store, where it has one.
  static func context(
    _ configuration: TLSConfiguration, showing store: KeyStore?
  ) throws(Failure) -> NIOSSLContext {
    var configuration = configuration
    if let store, let key = store.key {
      configuration.certificateChain = store.chain.map { .certificate($0) }
      configuration.privateKey = .privateKey(key)
    }
    do {
      return try NIOSSLContext(configuration: configuration)
    } catch {
      throw Failure(words: TLSResult.words(error))
    }
  }

  /// What the two texts allow; of the peer's certificate nothing is asked.
  static func limit(
    _ configuration: inout TLSConfiguration, protocols: String, algorithms: String
  ) {
    configuration.certificateVerification = .none
    configuration.shutdownTimeout = .milliseconds(200)
    let versions = Self.versions.filter { name, _ in
      protocols.split(separator: ",").contains { $0.filter { $0 != " " } == name }
    }
    configuration.minimumTLSVersion = versions.first?.version ?? .tlsv1
    configuration.maximumTLSVersion = versions.last?.version
    let ciphers = Self.ciphers(algorithms)
    configuration.cipherSuiteValues = ciphers.isEmpty ? Array(Self.known.values) : ciphers
  }

  /// The oldest first.
  private static let versions: [(name: String, version: TLSVersion)] = [
    ("TLSv1", .tlsv1), ("TLSv1.1", .tlsv11), ("TLSv1.2", .tlsv12), ("TLSv1.3", .tlsv13),
  ]

  private static func ciphers(_ text: String) -> [NIOTLSCipher] {
    text.split(separator: ",").compactMap { known[String($0.filter { $0 != " " })] }
  }

  /// By the names that Java and the RFCs give them; those of TLS 1.3 are always offered.
  private static let known: [String: NIOTLSCipher] = [
    "TLS_RSA_WITH_AES_128_CBC_SHA": .TLS_RSA_WITH_AES_128_CBC_SHA,
    "TLS_RSA_WITH_AES_256_CBC_SHA": .TLS_RSA_WITH_AES_256_CBC_SHA,
    "TLS_RSA_WITH_AES_128_GCM_SHA256": .TLS_RSA_WITH_AES_128_GCM_SHA256,
    "TLS_RSA_WITH_AES_256_GCM_SHA384": .TLS_RSA_WITH_AES_256_GCM_SHA384,
    "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA": .TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA,
    "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA": .TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA,
    "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA": .TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA,
    "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA": .TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA,
    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256": .TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
    "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384": .TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256": .TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384": .TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
    "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256": .TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
    "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256":
      .TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
  ]
}
