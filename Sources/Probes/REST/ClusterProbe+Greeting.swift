import Evidence
import Sockets

/// Who answers at an endpoint.
struct Greeting: Sendable {
  var evidence: ClusterEvidence
  /// nil where nobody answers as a JobManager.
  var client: RESTClient?
  /// This machine's clock, as it stood before.
  var clock: WallClock
}

extension ClusterProbe {
  func greet(_ endpoint: RESTEndpoint, within limit: TimeLimit) async -> Greeting {
    let clock = WallClock()
    var evidence = ClusterEvidence(
      url: endpoint.url, host: endpoint.host, port: endpoint.port,
      observedAtMs: clock.start / 1_000_000)
    evidence.ignoredProxy = target.ignoredProxy
    var client: RESTClient?
    switch await connect(to: endpoint, &evidence, within: limit) {
    case .success(let connected): client = connected
    case .failure(let failure): evidence.failure = failure
    }
    evidence.durationMs = Double(clock.elapsed) / 1e6
    return Greeting(evidence: evidence, client: client, clock: clock)
  }

  private static let mostRedirects = 3

  /// A client for the endpoint, or for the one that it leads to.
  private func connect(
    to endpoint: RESTEndpoint, _ evidence: inout ClusterEvidence, within limit: TimeLimit
  ) async -> Result<RESTClient, RESTFailure> {
    var endpoint = endpoint
    while true {
      let path = RESTPath.config
      guard let address = await address(of: endpoint.host, within: limit) else {
        return .failure(RESTFailure(.unresolved, path: path.text, text: endpoint.host))
      }
      evidence.address = address.description
      var tls: HTTPSClient?
      if endpoint.isTLS {
        switch await openStores(within: limit) {
        case .success(let client): tls = client
        case .failure(let failure):
          return .failure(RESTFailure(.tls, path: path.text, text: failure.words))
        }
      }
      let client = RESTClient(endpoint, at: address, tls: tls, dialer)
      switch await client.get(path, as: ConfigAnswer.self, within: limit) {
      case .success(let config):
        evidence.version = config.flinkVersion
        evidence.revision = config.flinkRevision
        evidence.host = endpoint.host
        evidence.port = endpoint.port
        return .success(client)
      case .failure(let failure):
        guard failure.kind == .redirected, let next = endpoint.redirected(to: failure.text),
          evidence.redirects.count < Self.mostRedirects, next != endpoint
        else { return .failure(failure) }
        evidence.requests += await client.requests
        evidence.redirects.append(next.url)
        endpoint = next
      }
    }
  }

  /// Opening a store takes its time by design; see `StoreProbe`.
  private func openStores(within limit: TimeLimit) async -> Result<HTTPSClient, TLSClient.Failure> {
    let trust = target.trust
    let opened = await blocking(until: limit.end) {
      Result { () throws(TLSClient.Failure) in try trust.client() }
    }
    return opened ?? .failure(TLSClient.Failure(words: "its stores do not open in time"))
  }

  /// The address that the JVM would take: IPv4 before IPv6.
  private func address(of host: String, within limit: TimeLimit) async -> IPAddress? {
    if let literal = IPAddress(host) { return literal }
    // Where a redirect leads, nobody knew beforehand.
    if target.endpoints.contains(where: { $0.host == host }) {
      return await book.addresses(of: host).first
    }
    let answer = await NameProbe.ofThisMachine().look(up: host, within: limit) { _ in }
    return answer?.addresses.compactMap { IPAddress($0) }.min()
  }
}

extension RESTEndpoint {
  /// Where `Location` leads to, when that is `/config` of some JobManager; nil otherwise.
  ///
  /// The password goes to the named host alone, and not from HTTPS to HTTP.
  fileprivate func redirected(to location: String?) -> RESTEndpoint? {
    guard let location, location.hasSuffix(RESTPath.config.text) else { return nil }
    let base = String(location.dropLast(RESTPath.config.text.utf8.count))
    if base.hasPrefix("/") || base.isEmpty {
      var next = self
      next.base = base
      return next
    }
    guard base.hasPrefix("http://") || base.hasPrefix("https://"), var next = RESTEndpoint(base)
    else { return nil }
    next.authorization = next.host == host && (next.isTLS || !isTLS) ? authorization : nil
    return next
  }
}
