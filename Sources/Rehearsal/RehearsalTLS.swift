package import Evidence
import Glibc
import Remoting
package import Sockets

/// What of a rehearsal is inside TLS, with the keys, the trust and the limits of the configuration.
package struct RehearsalTLS: Sendable {
  /// nil where no port between processes is inside TLS.
  private var client: TLSClient?
  private var server: TLSServer?
  /// The ports that are, on whichever node: Flink has a switch for RPC, for data and for blobs.
  private var roles: Set<PortRole>
  /// For the web interface, which has keys of its own.
  private var rest: TLSServer?
  /// Whether the one who dials a data port wants its certificate made out to it.
  let checksNames: Bool
  /// The versions and ciphers that this side offers and takes, in words.
  let limits: String
  /// What certificates are held against, and the key that names it.
  private var trust: (words: String, key: String)

  package static let off = RehearsalTLS(
    client: nil, server: nil, roles: [], rest: nil, checksNames: false, limits: "",
    trust: ("", ""))

  package init(
    client: TLSClient?, server: TLSServer?, roles: Set<PortRole>, rest: TLSServer?,
    checksNames: Bool, limits: String, trust: (words: String, key: String)
  ) {
    self.client = client
    self.server = server
    self.roles = roles
    self.rest = rest
    self.checksNames = checksNames
    self.limits = limits
    self.trust = trust
  }

  /// This side of TLS where such a port is dialled; nil for none.
  func client(_ role: PortRole) -> TLSClient? { roles.contains(role) ? client : nil }

  /// The same where such a port is listened on.
  func server(_ role: PortRole) -> TLSServer? {
    role == .rest ? rest : roles.contains(role) ? server : nil
  }

  /// What this side has against the certificate of a peer, for others to read.
  func distrust(_ result: TLSResult?) -> RehearsalDistrust? {
    guard let found = result?.distrust else { return nil }
    var distrust = RehearsalDistrust(.init(found.reason))
    distrust.trust = trust.words
    distrust.key = trust.key
    if case .otherName(let name) = found.reason {
      distrust.trust = name
      distrust.key = "security.ssl.internal.keystore"
    }
    distrust.judgedAt = Int64(time(nil))
    guard let certificate = found.certificate else { return distrust }
    distrust.subject = certificate.subject
    distrust.issuer = certificate.issuer
    distrust.serial = certificate.serial
    distrust.fingerprint = certificate.fingerprint
    distrust.sha1 = certificate.sha1
    distrust.names = certificate.shownNames.joined(separator: " ")
    distrust.notBefore = certificate.notBefore
    distrust.notAfter = certificate.notAfter
    return distrust
  }
}

extension RehearsalDistrust.Reason {
  fileprivate init(_ reason: TLSDistrust.Reason) {
    self =
      switch reason {
      case .notTrusted: .notTrusted
      case .expired: .expired
      case .notYetValid: .notYetValid
      case .fingerprint: .fingerprint
      case .purpose: .purpose
      case .issuerNotNamed: .issuerNotNamed
      case .noCertificate: .noCertificate
      case .otherName: .otherName
      }
  }
}
