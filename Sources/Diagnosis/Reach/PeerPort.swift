package import Evidence
package import FlinkConfiguration

/// Where this node's processes, or the ones that it serves, find another process.
package struct PeerPort: Sendable {
  package let role: PortRole
  /// What is looked up: after Flink's normalisation, IPv6 without brackets.
  package let host: String
  /// The ports to dial, in Flink's order; the process has one of them.
  package let ports: [Int]
  /// There are more than are dialled.
  package let isSample: Bool
  /// The key that decides the port.
  package let key: String
  /// That key, where it is set.
  package let portSetting: Setting?
  /// Where the host stands: in a setting, or in a line of `workers` or `masters`.
  package let place: Location?

  package init(
    _ role: PortRole, host: String, _ ports: SampledPorts, key: String, setting: Setting?,
    place: Location?
  ) {
    self.role = role
    self.host = host
    self.ports = ports.ports
    isSample = ports.isSample
    self.key = key
    portSetting = setting
    self.place = place
  }

  /// What verdicts about it name: `port:jm1:6123`, `port:jm1:50010-50020`.
  package var subject: String { "port:\(host):\(shownPorts)" }

  /// `6123`, or the range as it is written.
  package var shownPorts: String {
    ports.count == 1 && !isSample ? "\(ports[0])" : portSetting?.text ?? "\(ports[0])…"
  }

  /// Whether the process may choose among several.
  package var isRange: Bool { ports.count > 1 || isSample }
}

/// Ports of a range, or, where it is long, a sample of it.
package struct SampledPorts: Sendable, Hashable {
  package let ports: [Int]
  package let isSample: Bool

  /// More are not dialled: a scan of ports is no question that a doctor asks.
  package static let most = 32

  package init(port: Int) {
    ports = [port]
    isSample = false
  }

  /// The first half of a sample are the first ports, which Flink tries first; the rest is spread.
  ///
  /// nil for port 0, which is any, and for no port at all.
  package init?(_ range: PortRange) {
    guard !range.isRandom, !range.isEmpty else { return nil }
    var all: [Int] = []
    var seen: Set<UInt16> = []
    for part in range.ranges {
      for port in part where seen.insert(port).inserted { all.append(Int(port)) }
    }
    isSample = all.count > Self.most
    guard isSample else {
      ports = all
      return
    }
    let half = Self.most / 2
    let rest = all[half...]
    ports = all[..<half] + (1...half).map { rest[rest.startIndex + rest.count * $0 / half - 1] }
  }
}
