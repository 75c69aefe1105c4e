import Evidence
package import Sockets

/// This side of TLS for every target that has keys, each store opened once.
///
/// Without a client there is a store that does not open: the evidence of the stores says why.
func tlsClients(
  for targets: [RemotingTarget], until end: ContinuousClock.Instant
) async -> [TLSKeys: TLSClient] {
  var clients: [TLSKeys: TLSClient] = [:]
  for keys in Set(targets.compactMap(\.tls)) {
    // Opening a store takes its time by design; see `StoreProbe`.
    let client = await blocking(until: end) { TLSClient(keys) }
    if let client = client ?? nil { clients[keys] = client }
  }
  return clients
}

/// Both sides of TLS with one set of keys; nil for a store that does not open.
package func tlsSides(
  _ keys: TLSKeys, until end: ContinuousClock.Instant
) async -> (client: TLSClient, server: TLSServer)? {
  let sides = await blocking(until: end) { () -> (client: TLSClient, server: TLSServer)? in
    let trust = keys.trust.map { TLSTrust($0) }
    guard let store = KeyStore(keys.keyStore),
      let client = try? TLSClient(
        showing: store, protocols: keys.protocols, algorithms: keys.algorithms, trusting: trust),
      let server = try? TLSServer(
        showing: store, protocols: keys.protocols, algorithms: keys.algorithms, trusting: trust)
    else { return nil }
    return (client, server)
  }
  return sides ?? nil
}

extension KeyStore {
  fileprivate init?(_ target: StoreTarget) {
    guard let password = target.password,
      case .success(let bytes) = StoreFile.read(target.path),
      let store = try? KeyStore(bytes, password: password, keyPassword: target.keyPassword),
      !store.isKeyLocked
    else { return nil }
    self = store
  }
}

extension TLSTrust {
  fileprivate init(_ trust: TLSKeys.Trust) {
    let basis: Basis =
      switch trust {
      case .store(let target): KeyStore(target).map { .store($0) } ?? .unread
      case .fingerprints(let fingerprints): .fingerprints(fingerprints)
      case .unread: .unread
      }
    self.init(basis)
  }
}

extension TLSClient {
  fileprivate init?(_ keys: TLSKeys) {
    guard let store = KeyStore(keys.keyStore),
      let client = try? TLSClient(
        showing: store, protocols: keys.protocols, algorithms: keys.algorithms)
    else { return nil }
    self = client
  }
}

extension TLSEvidence {
  init(_ result: TLSResult, now: Int64) {
    self.init(
      outcome: .secured, version: result.version,
      certificate: result.certificate.map { CertificateEvidence($0, now: now) },
      durationMs: result.duration.milliseconds)
    switch result.outcome {
    case .secured: error = result.laterError
    case .refused(let words):
      outcome = .refused
      error = words
    case .notTLS: outcome = .notSpoken
    case .closed: outcome = .closed
    case .timedOut: outcome = .silent
    }
  }
}
