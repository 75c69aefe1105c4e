import CNIOBoringSSL
import Glibc
import NIOCore
import NIOSSL

/// Whom one end of a connection between Flink's processes trusts, as Java decides it.
///
/// `X509TrustManagerImpl` (PKIX): a certificate that lies in the store itself is taken as it is,
/// whatever its dates and purposes; any other must lead to one that does. With a fingerprint Flink
/// asks nothing but the fingerprint (`FingerprintTrustManagerFactory`). Neither looks at host names,
/// but for data ports since Flink 2.3, whose Netty 4.2 asks for them unless told not to.
package struct TLSTrust: Sendable {
  package enum Basis: Sendable {
    case store(KeyStore)
    /// SHA-1 of the certificates that are taken, as `CertificateFacts.sha1` has them.
    case fingerprints([String])
    /// A store that does not open here: nothing can be said.
    case unread
  }

  /// Which end shows the certificate that is judged.
  package enum Peer: Sendable, Hashable {
    case client
    case server
  }

  package var basis: Basis

  package init(_ basis: Basis) { self.basis = basis }

  /// What this end has against the certificates of the other; nil for nothing.
  ///
  /// `name` is what the certificate must be made out to as well, where somebody asks.
  func distrust(
    of chain: [NIOSSLCertificate], from peer: Peer, name: String? = nil
  ) -> TLSDistrust? {
    let facts = chain.compactMap { CertificateFacts(der: (try? $0.toDERBytes()) ?? []) }
    guard let leaf = facts.first else { return TLSDistrust(.noCertificate) }
    if let distrust = distrust(of: facts, leaf, chain, from: peer) { return distrust }
    // With a fingerprint nobody asks for names, in Flink 2.3 either.
    guard case .store = basis, let name, !leaf.isMadeOut(to: name) else { return nil }
    return TLSDistrust(.otherName(name), leaf)
  }

  private func distrust(
    of facts: [CertificateFacts], _ leaf: CertificateFacts, _ chain: [NIOSSLCertificate],
    from peer: Peer
  ) -> TLSDistrust? {
    switch basis {
    case .unread: return nil
    case .fingerprints(let fingerprints):
      return fingerprints.contains(leaf.sha1) ? nil : TLSDistrust(.fingerprint, leaf)
    case .store(let store):
      let isItselfTrusted = store.certificates.contains { $0.fingerprint == leaf.fingerprint }
      if !isItselfTrusted {
        guard let path = CertificatePath.find(chain, to: store.chain) else {
          return TLSDistrust(.notTrusted, leaf)
        }
        if let distrust = Self.invalid(path, from: peer, at: Int64(time(nil))) { return distrust }
      }
      // A server names the subjects of its store, and Java's client (SunX509) shows nothing when no
      // certificate of its chain was issued by one of them.
      let named = Set(store.certificates.map(\.subject))
      return peer == .client && !facts.contains { named.contains($0.issuer) }
        ? TLSDistrust(.issuerNotNamed, leaf) : nil
    }
  }

  /// What of a path that leads to a trusted certificate is not good now; of that one Java asks
  /// nothing.
  private static func invalid(
    _ path: [CertificatePath.Step], from peer: Peer, at now: Int64
  ) -> TLSDistrust? {
    for step in path.dropLast() {
      if now > step.facts.notAfter { return TLSDistrust(.expired, step.facts) }
      if now < step.facts.notBefore { return TLSDistrust(.notYetValid, step.facts) }
    }
    guard let leaf = path.first else { return nil }
    return leaf.serves(peer) ? nil : TLSDistrust(.purpose, leaf.facts)
  }

  /// Lets every handshake succeed and keeps the chain: it is judged when TLS stands, so that both
  /// ends can be told by name what one has against the other.
  static func keepChain(
    _ chain: [NIOSSLCertificate], _ promise: EventLoopPromise<NIOSSLVerificationResultWithMetadata>
  ) {
    promise.succeed(
      chain.isEmpty
        ? .failed
        : .certificateVerified(VerificationMetadata(ValidatedCertificateChain(chain))))
  }
}

/// Why one end would break off.
package struct TLSDistrust: Sendable, Hashable {
  package enum Reason: Sendable, Hashable {
    /// Neither the certificate nor any that could have signed it is in the store.
    case notTrusted
    case expired
    case notYetValid
    /// It is not the one that is pinned.
    case fingerprint
    /// Its extended key usage does not allow this end of a connection.
    case purpose
    /// It lies in the store, and what signed it does not: a client of Java's does not show it.
    case issuerNotNamed
    /// It is not made out to this name.
    case otherName(String)
    case noCertificate
  }

  package var reason: Reason
  /// The certificate that stands in the way.
  package var certificate: CertificateFacts?

  init(_ reason: Reason, _ certificate: CertificateFacts? = nil) {
    self.reason = reason
    self.certificate = certificate
  }
}
