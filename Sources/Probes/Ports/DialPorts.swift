import Evidence
import Sockets

/// Dials every port at every address of its host, all at once, each host as soon as it is known.
///
/// A port that is planned twice is dialled once, in its first role.
func dial(
  _ targets: [PortTarget], _ book: NameBook, _ dialer: Dialer, within limit: TimeLimit
) async -> [DialEvidence] {
  let hosts = Dictionary(grouping: targets, by: \.host)
  return await withTaskGroup(of: [DialEvidence].self) { group in
    for (host, targets) in hosts {
      group.addTask {
        let addresses = await book.addresses(of: host)
        return await dial(targets, at: addresses, dialer, within: limit)
      }
    }
    return await group.reduce(into: []) { $0 += $1 }
  }
}

private func dial(
  _ targets: [PortTarget], at addresses: [IPAddress], _ dialer: Dialer, within limit: TimeLimit
) async -> [DialEvidence] {
  let ports = Dictionary(targets.map { ($0.port, $0) }) { first, _ in first }
  return await withTaskGroup(of: DialEvidence?.self) { attempts in
    for address in addresses {
      for target in ports.values {
        attempts.addTask {
          await dialer.gate.pass { await dialer.probe(target, at: address, within: limit) }
        }
      }
    }
    return await attempts.reduce(into: []) { dials, attempt in
      if let attempt { dials.append(attempt) }
    }
  }
}

/// In the order of host, address and port, whatever came first.
func sorted<Attempt: DialledPort>(_ attempts: [Attempt]) -> [Attempt] {
  attempts.sorted { left, right in
    if left.host != right.host { return left.host < right.host }
    if left.address != right.address { return isBefore(left.address, right.address) }
    return left.port < right.port
  }
}

/// What was tried at one port of one address.
protocol DialledPort {
  var host: String { get }
  var address: String { get }
  var port: Int { get }
}

extension DialEvidence: DialledPort {}
extension RemotingEvidence: DialledPort {}

private func isBefore(_ left: String, _ right: String) -> Bool {
  guard let left = IPAddress(left), let right = IPAddress(right) else { return left < right }
  return left < right
}
