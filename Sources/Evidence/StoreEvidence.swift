/// A key store, trust store or keytab that the configuration names, as this user finds it.
///
/// What protects it, and what the password is, is never part of it.
package struct StoreEvidence: Sendable, Hashable, Codable {
  package enum Access: String, Sendable, Hashable, Codable {
    case readable
    /// There is no such file (ENOENT, ENOTDIR).
    case missing
    /// This user may not read it (EACCES).
    case forbidden
    /// A folder, a device, or a file too large for a key store.
    case notAFile
    /// Anything else; `error` says what.
    case failed
  }

  package enum Kind: String, Sendable, Hashable, Codable {
    case pkcs12
    case pem
    case jks
    case jceks
    case keytab
    case empty
    case unknown
  }

  package enum Opening: String, Sendable, Hashable, Codable {
    case opened
    case wrongPassword
    /// Java's own format, which only Java reads.
    case onlyJavaReads
    /// `error` says what is wrong with it.
    case malformed
  }

  /// The key of the configuration that names it.
  package var key: String
  /// As the configuration has it.
  package var path: String
  package var access: Access
  /// By its content; nil when it could not be read.
  package var kind: Kind?
  /// Whether its password opens it; nil when none was tried.
  package var opening: Opening?
  /// Whether the password of its private key is right; nil when it could not be told.
  package var keyPasswordFits: Bool?
  package var hasKey: Bool?
  /// That of the private key first.
  package var certificates: [CertificateEvidence]
  package var error: String?

  package init(
    key: String, path: String, access: Access, kind: Kind? = nil, opening: Opening? = nil,
    keyPasswordFits: Bool? = nil, hasKey: Bool? = nil, certificates: [CertificateEvidence] = [],
    error: String? = nil
  ) {
    self.key = key
    self.path = path
    self.access = access
    self.kind = kind
    self.opening = opening
    self.keyPasswordFits = keyPasswordFits
    self.hasKey = hasKey
    self.certificates = certificates
    self.error = error
  }
}

/// A certificate in a store, or one that a peer showed.
package struct CertificateEvidence: Sendable, Hashable, Codable {
  package var subject: String
  package var issuer: String
  /// The DNS names and addresses that it is made out to.
  package var names: [String]
  /// ISO 8601.
  package var notBefore: String
  package var notAfter: String
  /// By this node's clock, when it was looked at; negative when that has passed.
  package var startsInSeconds: Double
  package var endsInSeconds: Double
  /// Its SHA-256, in hexadecimal.
  package var fingerprint: String
  /// In hexadecimal, as keytool shows it.
  package var serial: String?
  /// Its SHA-1 as `security.ssl.internal.cert.fingerprint` takes it.
  package var sha1: String?

  package init(
    subject: String, issuer: String, names: [String] = [], notBefore: String, notAfter: String,
    startsInSeconds: Double, endsInSeconds: Double, fingerprint: String,
    serial: String? = nil, sha1: String? = nil
  ) {
    self.subject = subject
    self.issuer = issuer
    self.names = names
    self.notBefore = notBefore
    self.notAfter = notAfter
    self.startsInSeconds = startsInSeconds
    self.endsInSeconds = endsInSeconds
    self.fingerprint = fingerprint
    self.serial = serial
    self.sha1 = sha1
  }

  package var isSelfSigned: Bool { subject == issuer }
}

extension Evidence {
  /// What was seen of the store that a key of the configuration names.
  package func store(_ key: String) -> StoreEvidence? {
    stores?.first { $0.key == key }
  }
}
