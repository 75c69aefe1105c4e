package import Evidence
import Sockets

/// Looks up and dials every target at once, and describes this node.
///
/// Every probe gets `timeout`, and none goes beyond `deadline`. Results are sorted, so that two
/// runs compare: names by name, attempts by host, address and port. What the deadline or a
/// cancellation cut off is missing, which is not the same as failed.
package func measure(
  targets: [ProbeTarget], timeout: Duration, deadline: ContinuousClock.Instant,
  names: NameProbe = .ofThisMachine()
) async -> Evidence {
  let limit = TimeLimit(timeout: timeout, deadline: deadline)
  let ports = Dictionary(grouping: targets, by: \.host).mapValues { Set($0.compactMap(\.port)) }
  let (answers, dials) = await Dialer.with { dialer in
    await withTaskGroup(of: (NameEvidence?, [DialEvidence]).self) { hosts in
      for (host, ports) in ports {
        hosts.addTask { await contact(host, ports, within: limit, names, dialer) }
      }
      var answers: [NameEvidence] = []
      var dials: [DialEvidence] = []
      for await (answer, attempts) in hosts {
        if let answer { answers.append(answer) }
        dials += attempts
      }
      return (answers, dials)
    }
  }
  return Evidence(
    node: thisNode(), names: answers.sorted { $0.name < $1.name },
    dials: dials.sorted { left, right in
      if left.host != right.host { return left.host < right.host }
      if left.address != right.address { return isBefore(left.address, right.address) }
      return left.port < right.port
    })
}

/// Looks one host up, then dials all its ports at all its addresses at once.
private func contact(
  _ host: String, _ ports: Set<Int>, within limit: TimeLimit, _ names: NameProbe, _ dialer: Dialer
) async -> (NameEvidence?, [DialEvidence]) {
  guard let answer = await names.look(up: host, within: limit) else { return (nil, []) }
  let addresses = Set(dialled(answer).compactMap { IPAddress($0) })
  let dials = await withTaskGroup(of: DialEvidence?.self) { attempts in
    for address in addresses {
      for port in ports {
        attempts.addTask {
          await dialer.probe(host: host, address: address, port: port, within: limit)
        }
      }
    }
    var dials: [DialEvidence] = []
    for await attempt in attempts {
      if let attempt { dials.append(attempt) }
    }
    return dials
  }
  return (answer, dials)
}

/// What the system answers; when it was too slow, what any of its name servers answers, since the
/// JVM, which waits longer, gets there in the end.
private func dialled(_ answer: NameEvidence) -> [String] {
  answer.outcome == .timedOut ? answer.servers.flatMap(\.addresses) : answer.addresses
}

private func isBefore(_ left: String, _ right: String) -> Bool {
  guard let left = IPAddress(left), let right = IPAddress(right) else { return left < right }
  return left < right
}
