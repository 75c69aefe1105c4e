import Evidence
import FlinkConfiguration

extension Examination {
  /// Ports that this node's own logs name in trouble that is not over: random ones, which no
  /// configuration tells, and those of machines that it does not name.
  var loggedPorts: [PeerPort] {
    guard let logs = evidence.logs else { return [] }
    var seen: Set<LogAddress> = []
    return logs.events.compactMap { event in
      guard seen.count < Self.mostLoggedPorts, let asked = Self.portAsked(in: event),
        let address = event.addresses.first(where: { $0.system == nil && $0.port != nil }),
        let port = address.port, 1...65535 ~= port, !address.isLoopback,
        seen.insert(address).inserted
      else { return nil }
      return PeerPort(
        asked.role, host: address.ip ?? address.host, SampledPorts(port: port), key: asked.key,
        setting: nil, place: location(of: event))
    }
  }

  private static let mostLoggedPorts = 16

  /// What the connection was for, by the words that every Flink from 1.12 to 2.3 has for it.
  private static func portAsked(in event: LogEvent) -> (role: PortRole, key: String)? {
    if event.text.firstRange(ofLiteral: "remote task manager '") != nil {
      return (.taskManagerData, "taskmanager.data.port")
    }
    if event.text.firstRange(ofLiteral: "Failed to fetch BLOB ") != nil {
      return (.blobServer, "blob.server.port")
    }
    return nil
  }
}
