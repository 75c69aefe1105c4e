package import Evidence
import Sockets

/// Looks a host name up: what the system answers, where that comes from, and what each name server
/// says by itself.
package struct NameProbe: Sendable {
  package var resolver: SystemResolver
  package var hosts: EtcHosts
  package var configuration: ResolverConfiguration
  /// Not 53 in tests alone.
  package var nameServerPort: Int
  /// How long a name that the system knows waits for its name servers; two thirds of the time there
  /// is, if that is less.
  package var patience: Duration = .seconds(2)

  package init(
    resolver: SystemResolver = .ofThisBuild, hosts: EtcHosts,
    configuration: ResolverConfiguration, nameServerPort: Int = 53
  ) {
    self.resolver = resolver
    self.hosts = hosts
    self.configuration = configuration
    self.nameServerPort = nameServerPort
  }

  /// nil when the task is cancelled before there is an answer.
  ///
  /// `early` gets what the system answers as soon as it has an address, so that whoever dials need
  /// not wait for the name servers.
  package func look(
    up host: String, within limit: TimeLimit,
    early: @escaping @Sendable (NameEvidence) async -> Void = { _ in }
  ) async -> NameEvidence? {
    if let literal = IPAddress(host) {
      return NameEvidence(name: host, outcome: .resolved, addresses: [literal.description])
    }
    guard Self.isName(host) else {
      return NameEvidence(name: host, outcome: .notFound, error: "not a host name")
    }
    let end = limit.end
    let start = ContinuousClock.now
    let patience = start.advanced(by: min(patience, start.duration(to: end) * 2 / 3))
    // The servers are asked beside the system, not after it, so that both fit into the limit.
    return await withTaskGroup(of: Step.self) { steps in
      steps.addTask {
        let answer = await resolver.ask(host, until: end)
        return .system(answer, start.duration(to: .now))
      }
      steps.addTask { .servers(await askServers(host, until: end)) }
      var system: (answer: SystemAnswer?, duration: Duration)?
      var servers: [NameServerEvidence]?
      while system == nil || servers == nil, let step = await steps.next() {
        switch step {
        case .system(let answer, let duration):
          system = (answer, duration)
          guard answer?.outcome == .resolved, servers == nil else { continue }
          await early(evidence(host, answer, duration, []))
          steps.addTask {
            try? await Task.sleep(until: patience, clock: .continuous)
            return .patienceOver
          }
        case .servers(let answers): servers = answers
        // Whoever is silent until now comes back as such.
        case .patienceOver: steps.cancelAll()
        }
      }
      let isCancelled = Task.isCancelled
      steps.cancelAll()
      guard let system, let servers, !isCancelled else { return nil }
      return evidence(host, system.answer, system.duration, servers)
    }
  }

  /// What the system alone answers; nil when time ran out.
  func system(_ host: String, until end: ContinuousClock.Instant) async -> SystemAnswer? {
    if let literal = IPAddress(host) { return .resolved([literal]) }
    guard Self.isName(host) else {
      return SystemAnswer(outcome: .notFound, error: "not a host name")
    }
    return await resolver.ask(host, until: end)
  }

  private enum Step: Sendable {
    /// nil when time ran out.
    case system(SystemAnswer?, Duration)
    case patienceOver
    case servers([NameServerEvidence])
  }

  private func askServers(
    _ host: String, until end: ContinuousClock.Instant
  ) async -> [NameServerEvidence] {
    // RFC 6761, 6.3: nobody is asked for localhost.
    let lowercased = host.lowercased()
    if lowercased == "localhost" || lowercased.hasSuffix(".localhost") { return [] }
    let names = configuration.candidates(for: host)
    return await withTaskGroup(of: (Int, NameServerEvidence).self) { group in
      for (at, server) in configuration.servers.enumerated() {
        group.addTask {
          (at, await NameServer(server, port: nameServerPort).ask(names, until: end))
        }
      }
      var answers: [(Int, NameServerEvidence)] = []
      for await answer in group { answers.append(answer) }
      return answers.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }

  private func evidence(
    _ host: String, _ answer: SystemAnswer?, _ duration: Duration, _ servers: [NameServerEvidence]
  ) -> NameEvidence {
    var answer = answer ?? SystemAnswer(outcome: .timedOut)
    if answer.isMissing {
      answer = withoutResolver(host, servers) ?? answer
    } else if case .getent = resolver, answer.outcome == .noAnswer,
      servers.contains(where: { $0.outcome == .notFound })
    {
      // getent does not say whether the resolver was sure; a name server does.
      answer.outcome = .notFound
    }
    return NameEvidence(
      name: host, outcome: answer.outcome, addresses: answer.addresses.map(\.description),
      hostsFileLine: hosts.line(of: host, in: answer.addresses), error: answer.error,
      durationMs: duration.milliseconds, servers: servers,
      hostsFileEntries: hosts.entries(of: host))
  }

  /// As the resolver would: the hosts file, then the first name server that is sure.
  private func withoutResolver(
    _ host: String, _ servers: [NameServerEvidence]
  ) -> SystemAnswer? {
    let known = hosts.addresses(of: host)
    if !known.isEmpty { return .resolved(known) }
    guard let sure = servers.first(where: { $0.outcome == .resolved || $0.outcome == .notFound })
    else { return nil }
    let addresses = sure.addresses.compactMap { IPAddress($0) }
    return addresses.isEmpty
      ? SystemAnswer(outcome: .notFound, error: sure.error) : .resolved(addresses)
  }

  /// What a C string can carry to the resolver; it decides itself about the rest.
  private static func isName(_ host: String) -> Bool {
    !host.isEmpty && host.utf8.count <= 1024 && !host.utf8.contains { $0 <= 32 }
  }
}
