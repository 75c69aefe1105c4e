import Evidence
import Sockets

/// Asks the kernel, all time servers and all REST endpoints at once.
///
/// Results are sorted. What a cancellation cut off is missing.
func clockEvidence(
  _ plan: ClockPlan, _ book: NameBook, _ names: NameProbe, _ dialer: Dialer,
  within limit: TimeLimit
) async -> ClockEvidence {
  await withTaskGroup(of: ClockAnswers.self) { group in
    for server in plan.timeServers {
      group.addTask { await ask(server, names, until: limit.end) }
    }
    for endpoint in plan.endpoints {
      group.addTask { await read(endpoint, book, dialer, within: limit) }
    }
    var answers = ClockAnswers()
    for await more in group {
      answers.servers += more.servers
      answers.peers += more.peers
    }
    return ClockEvidence(
      kernel: kernelClock(),
      servers: answers.servers.sorted {
        ($0.server, $0.address ?? "") < ($1.server, $1.address ?? "")
      },
      peers: answers.peers.sorted {
        ($0.host, $0.port, $0.address) < ($1.host, $1.port, $1.address)
      })
  }
}

private struct ClockAnswers: Sendable {
  var servers: [TimeServerEvidence] = []
  var peers: [PeerClockEvidence] = []
}

/// A pool has many addresses; one of each family tells enough.
private func ask(
  _ server: TimeServer, _ names: NameProbe, until end: ContinuousClock.Instant
) async -> ClockAnswers {
  let answer = await names.system(server.host, until: end) ?? SystemAnswer(outcome: .timedOut)
  let addresses = [
    answer.addresses.first(where: \.isIPv4), answer.addresses.first { !$0.isIPv4 },
  ].compactMap(\.self)
  guard !addresses.isEmpty else {
    return ClockAnswers(servers: [server.evidence(.unresolved, error: answer.error)])
  }
  return await withTaskGroup(of: TimeServerEvidence.self) { group in
    for address in addresses { group.addTask { await server.ask(address, until: end) } }
    var answers = ClockAnswers()
    for await answer in group { answers.servers.append(answer) }
    return Task.isCancelled ? ClockAnswers() : answers
  }
}

/// At the address that the JVM would take: IPv4 before IPv6.
private func read(
  _ endpoint: ClockPlan.Endpoint, _ book: NameBook, _ dialer: Dialer, within limit: TimeLimit
) async -> ClockAnswers {
  guard let address = await book.addresses(of: endpoint.host).first else { return ClockAnswers() }
  let clock = JobManagerClock(
    host: endpoint.host, address: address, port: endpoint.port, dialer)
  return ClockAnswers(peers: [await clock.read(within: limit)].compactMap(\.self))
}
