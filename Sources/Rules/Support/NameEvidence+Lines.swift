package import Diagnosis
package import Evidence

extension NameEvidence {
  /// What was seen of a name, one line for the system and one for each name server.
  package var lines: [EvidenceLine] {
    [EvidenceLine(source: hostsFileLine.map { "/etc/hosts line \($0)" } ?? "system", text: said)]
      + servers.map { EvidenceLine(source: "name server \($0.server)", text: $0.said(of: name)) }
  }

  private var said: String {
    outcome.said(of: name, addresses: addresses, error: error, durationMs: durationMs)
  }

  /// The address that the JVM takes of several: IPv4 before IPv6, then the resolver's order.
  ///
  /// `InetAddress.getByName` with `java.net.preferIPv6Addresses=false`, the default of all JDKs.
  package var addressOfJVM: String? {
    addresses.first { !$0.utf8.contains(UInt8(ascii: ":")) } ?? addresses.first
  }
}

extension NameServerEvidence {
  /// Whether it was given time enough to call it dead; a lost question is sent again within this.
  package var wasSilentForLong: Bool { outcome == .timedOut && durationMs >= 1000 }

  package func said(of name: String) -> String {
    outcome.said(of: name, addresses: addresses, error: error, durationMs: durationMs)
  }
}

extension NameEvidence.Outcome {
  fileprivate func said(
    of name: String, addresses: [String], error: String?, durationMs: Double
  ) -> String {
    let after = durationMs.asMilliseconds
    let words = error.map { ": \($0)" } ?? ""
    return switch self {
    case .resolved: "\(name) -> \(addresses.joined(separator: ", ")) in \(after)"
    case .notFound: "no such name\(words), in \(after)"
    case .noAnswer: "cannot tell\(words), in \(after)"
    case .timedOut: "no answer within \(after)"
    }
  }
}
