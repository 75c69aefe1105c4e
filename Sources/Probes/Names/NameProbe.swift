package import Evidence
import Sockets

/// Looks a host name up: what the system answers, where that comes from, and, when the system has
/// no answer or is slow, what each name server says by itself.
package struct NameProbe: Sendable {
  package var resolver: SystemResolver
  package var hosts: EtcHosts
  package var configuration: ResolverConfiguration
  /// Not 53 in tests alone.
  package var nameServerPort: Int
  /// How long the system may take before the name servers are asked as well; a third of the time
  /// there is, if that is less.
  package var patience: Duration = .seconds(1)

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
  package func look(up host: String, within limit: TimeLimit) async -> NameEvidence? {
    if let literal = IPAddress(host) {
      return NameEvidence(name: host, outcome: .resolved, addresses: [literal.description])
    }
    guard Self.isName(host) else {
      return NameEvidence(name: host, outcome: .notFound, error: "not a host name")
    }
    let end = limit.end
    let start = ContinuousClock.now
    let patience = min(patience, start.duration(to: end) / 3)
    // The servers are asked beside a slow system, not after it, so that both fit into the limit.
    let (answer, duration, servers) = await withTaskGroup(of: Step.self) { steps in
      steps.addTask {
        let answer = await resolver.ask(host, until: end)
        return .system(answer, start.duration(to: .now))
      }
      steps.addTask {
        try? await Task.sleep(until: min(start.advanced(by: patience), end), clock: .continuous)
        return .patienceOver
      }
      var system: (SystemAnswer?, Duration)?
      var servers: [NameServerEvidence]?
      var asking = false
      while let step = await steps.next() {
        switch step {
        case .system(let answer, let duration): system = (answer, duration)
        case .patienceOver: break
        case .servers(let answers): servers = answers
        }
        if let (answer, duration) = system, answer?.outcome == .resolved, duration < patience {
          break
        }
        if !asking, !Task.isCancelled {
          asking = true
          steps.addTask { .servers(await askServers(host, until: end)) }
        }
        if system != nil, servers != nil { break }
      }
      steps.cancelAll()
      return (system?.0, system?.1 ?? start.duration(to: .now), servers ?? [])
    }
    if Task.isCancelled { return nil }
    return evidence(host, answer, duration, servers)
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
      durationMs: duration.milliseconds, servers: servers)
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
