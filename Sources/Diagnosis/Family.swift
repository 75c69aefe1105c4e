/// The nine families of rules, by the first digit of their ids.
package enum Family: Int, Sendable, Hashable, CaseIterable {
  case configuration = 1
  case addresses = 2
  case ports = 3
  case rpc = 4
  case memory = 5
  case highAvailability = 6
  case logs = 7
  case cluster = 8
  case versions = 9

  /// The family of `FD2104`; nil when the id is not of that form.
  package init?(id: String) {
    let scalars = Array(id.utf8)
    guard scalars.count == 6, id.hasPrefix("FD"), scalars[2...].allSatisfy({ 48...57 ~= $0 })
    else { return nil }
    self.init(rawValue: Int(scalars[2]) - 48)
  }

  package var name: String {
    switch self {
    case .configuration: "configuration"
    case .addresses: "addresses"
    case .ports: "ports"
    case .rpc: "rpc"
    case .memory: "memory"
    case .highAvailability: "high-availability"
    case .logs: "logs"
    case .cluster: "cluster"
    case .versions: "versions"
    }
  }
}
