package import Evidence
import Glibc
package import Sockets
import SystemPackage

/// Looks at the stores that a configuration names: whether they are there, open with their
/// passwords, and what they hold.
package struct StoreProbe: Sendable {
  /// Seconds since 1970, by which validity is counted.
  package var now: Int64

  package init(now: Int64) { self.now = now }

  package static func ofThisMachine() -> StoreProbe { StoreProbe(now: Int64(time(nil))) }

  /// Looks at all of them at once, in their order; what `end` cuts off is missing.
  ///
  /// Each has a thread of its own: a store may ask for millions of rounds to derive its key, and
  /// may lie on a file system that hangs.
  package func look(
    at targets: [StoreTarget], until end: ContinuousClock.Instant
  ) async -> [StoreEvidence] {
    await withTaskGroup(of: (Int, StoreEvidence?).self) { looks in
      for (index, target) in targets.enumerated() {
        looks.addTask { (index, await blocking(until: end) { look(at: target) }) }
      }
      var stores: [(Int, StoreEvidence)] = []
      for await (index, store) in looks {
        if let store { stores.append((index, store)) }
      }
      return stores.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }

  func look(at target: StoreTarget) -> StoreEvidence {
    var evidence = StoreEvidence(key: target.key, path: target.path, access: .readable)
    let bytes: [UInt8]
    switch StoreFile.read(target.path) {
    case .success(let read): bytes = read
    case .failure(let failure):
      evidence.access = failure.access
      evidence.error = failure.words
      return evidence
    }
    evidence.kind = StoreEvidence.Kind(StoreKind(bytes))
    guard let password = target.password else { return evidence }
    do throws(KeyStore.Failure) {
      let store = try KeyStore(bytes, password: password, keyPassword: target.keyPassword)
      evidence.opening = .opened
      evidence.hasKey = store.hasKey
      if store.hasKey {
        // In PKCS#12 and PEM the store's own password protects the key.
        evidence.keyPasswordFits =
          evidence.kind == .jks ? !store.isKeyLocked : target.keyPassword.map { $0 == password }
      }
      evidence.certificates = store.certificates.map { CertificateEvidence($0, now: now) }
    } catch {
      switch error {
      case .wrongPassword: evidence.opening = .wrongPassword
      case .onlyJavaReads: evidence.opening = .onlyJavaReads
      case .malformed(let words):
        evidence.opening = .malformed
        evidence.error = words
      }
    }
    return evidence
  }
}

extension StoreEvidence.Kind {
  init(_ kind: StoreKind) {
    switch kind {
    case .pkcs12: self = .pkcs12
    case .pem: self = .pem
    case .jks: self = .jks
    case .jceks: self = .jceks
    case .keytab: self = .keytab
    case .empty: self = .empty
    case .unknown: self = .unknown
    }
  }
}

extension CertificateEvidence {
  package init(_ facts: CertificateFacts, now: Int64) {
    self.init(
      subject: facts.subject, issuer: facts.issuer, names: facts.names,
      notBefore: UnixTime.text(ofSeconds: facts.notBefore),
      notAfter: UnixTime.text(ofSeconds: facts.notAfter),
      startsInSeconds: Double(facts.notBefore - now), endsInSeconds: Double(facts.notAfter - now),
      fingerprint: facts.fingerprint, serial: facts.serial, sha1: facts.sha1)
  }
}
