import NIOCore
import NIOSSL

/// This side of HTTPS: whom it trusts, and the key that it shows when it is asked for one.
///
/// Unlike `TLSClient` it carries what may be secret, a password or a configuration, so that nothing
/// is sent to a server that nobody vouches for.
package struct HTTPSClient: Sendable {
  package enum Trust: Sendable {
    /// The certificates that this machine's system trusts.
    case system
    /// Those of a store, or of a file in PEM.
    case store(KeyStore)
    /// Whoever answers (`--insecure`).
    case anybody
  }

  private let context: NIOSSLContext

  package init(trusting trust: Trust, showing store: KeyStore? = nil) throws(TLSClient.Failure) {
    var configuration = TLSConfiguration.makeClientConfiguration()
    configuration.minimumTLSVersion = .tlsv1
    configuration.shutdownTimeout = .milliseconds(200)
    switch trust {
    case .system: configuration.trustRoots = .default
    case .store(let store): configuration.trustRoots = .certificates(store.chain)
    case .anybody: configuration.certificateVerification = .none
    }
    context = try TLSClient.context(configuration, showing: store)
  }

  /// An address is no server name to TLS; its certificate is held against the address itself.
  func handler(for host: String) throws -> NIOSSLClientHandler {
    try NIOSSLClientHandler(
      context: context, serverHostname: IPAddress(host) == nil ? host : nil)
  }
}

extension TLSResult {
  /// What an error of the library means for HTTPS; nil for one that is none of TLS.
  static func failure(_ error: any Error) -> HTTPFailure.TLSProblem? {
    let words = words(error)
    switch words {
    case "CERTIFICATE_VERIFY_FAILED": return .untrusted("nobody here vouches for its certificate")
    case "WRONG_VERSION_NUMBER", "HTTP_REQUEST", "HTTPS_PROXY_REQUEST", "UNEXPECTED_RECORD":
      return .notTLS
    case _ where "\(error)".contains("failedToValidateHostname"):
      return .untrusted("its certificate is made out to another host")
    case _ where error is NIOSSLError || error is BoringSSLError || error is NIOSSLExtraError:
      return .failed(words)
    default: return nil
    }
  }
}
