package import Evidence

extension Seen {
  /// A name that a line of the hosts file gives an address, and what name servers say of it.
  package static func hosts(
    _ name: String, _ address: String, line: Int, answer: String? = nil,
    _ servers: NameServerEvidence...
  ) -> Seen {
    Seen {
      $0.evidence.names.append(
        NameEvidence(
          name: name, outcome: .resolved, addresses: [answer ?? address],
          hostsFileLine: answer == nil ? line : nil, durationMs: 1, servers: servers,
          hostsFileEntries: [HostsFileEntry(line: line, address: address)]))
    }
  }

  /// A name that several lines of the hosts file give addresses.
  package static func hosts(_ name: String, _ lines: (address: String, line: Int)...) -> Seen {
    Seen {
      $0.evidence.names.append(
        NameEvidence(
          name: name, outcome: .resolved, addresses: lines.map(\.address),
          hostsFileLine: lines.first?.line, durationMs: 1,
          hostsFileEntries: lines.map { HostsFileEntry(line: $0.line, address: $0.address) }))
    }
  }

  /// A name that stands in the hosts file, and that the system does not know all the same.
  package static func hostsWithoutAnswer(
    _ name: String, _ address: String, line: Int
  ) -> Seen {
    Seen {
      $0.evidence.names.append(
        NameEvidence(
          name: name, outcome: .notFound, durationMs: 1,
          hostsFileEntries: [HostsFileEntry(line: line, address: address)]))
    }
  }

  /// A name whose address took so many milliseconds.
  package static func name(_ name: String, after durationMs: Double, _ address: String) -> Seen {
    Seen {
      $0.evidence.names.append(
        NameEvidence(
          name: name, outcome: .resolved, addresses: [address], durationMs: durationMs))
    }
  }

  /// How names are looked up here.
  package static func resolver(
    services: [String]? = nil, servers: [String] = [], hostsFaults: [HostsFileFault] = []
  ) -> Seen {
    Seen {
      $0.evidence.resolver = ResolverEvidence(
        services: services, servicesLine: services == nil ? nil : 12, servers: servers,
        hostsFaults: hostsFaults)
    }
  }

  /// The name of an address.
  package static func reverse(
    _ address: String, _ outcome: NameEvidence.Outcome, name: String? = nil,
    durationMs: Double = 1
  ) -> Seen {
    Seen {
      $0.evidence.reverseNames =
        ($0.evidence.reverseNames ?? []) + [
          ReverseNameEvidence(
            address: address, outcome: outcome, name: name, durationMs: durationMs)
        ]
    }
  }
}
