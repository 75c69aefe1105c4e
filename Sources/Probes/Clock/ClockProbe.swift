import Evidence
import Sockets

/// Asks the kernel and all time servers at once; the JobManager's clock is read by whoever asks its
/// REST endpoint.
///
/// Results are sorted. What a cancellation cut off is missing.
func clockEvidence(
  _ servers: [TimeServer], _ names: NameProbe, within limit: TimeLimit
) async -> ClockEvidence {
  await withTaskGroup(of: [TimeServerEvidence].self) { group in
    for server in servers {
      group.addTask { await ask(server, names, until: limit.end) }
    }
    var answers: [TimeServerEvidence] = []
    for await more in group { answers += more }
    return ClockEvidence(
      kernel: kernelClock(),
      servers: answers.sorted {
        ($0.server, $0.address ?? "") < ($1.server, $1.address ?? "")
      })
  }
}

/// A pool has many addresses; one of each family tells enough.
private func ask(
  _ server: TimeServer, _ names: NameProbe, until end: ContinuousClock.Instant
) async -> [TimeServerEvidence] {
  let answer = await names.system(server.host, until: end) ?? SystemAnswer(outcome: .timedOut)
  let addresses = [
    answer.addresses.first(where: \.isIPv4), answer.addresses.first { !$0.isIPv4 },
  ].compactMap(\.self)
  guard !addresses.isEmpty else { return [server.evidence(.unresolved, error: answer.error)] }
  return await withTaskGroup(of: TimeServerEvidence.self) { group in
    for address in addresses { group.addTask { await server.ask(address, until: end) } }
    var answers: [TimeServerEvidence] = []
    for await answer in group { answers.append(answer) }
    return Task.isCancelled ? [] : answers
  }
}
