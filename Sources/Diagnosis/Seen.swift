package import Evidence

/// Something that surrounds the file in a rule's example.
package struct Seen: Sendable {
  package let apply: @Sendable (inout Examination) -> Void

  init(_ apply: @escaping @Sendable (inout Examination) -> Void) {
    self.apply = apply
  }

  package static func topology(_ topology: Topology) -> Seen {
    Seen { $0.topology = topology }
  }

  package static func deployment(_ deployment: Deployment) -> Seen {
    Seen { $0.deployment = deployment }
  }

  package static func role(_ role: Role) -> Seen {
    Seen { $0.role = role }
  }

  package static func expect(_ expectation: Expectation) -> Seen {
    Seen { $0.expectation = expectation }
  }

  /// A firewall stands between the machines (`--firewall`).
  package static var firewall: Seen {
    Seen { $0.firewall = true }
  }

  /// A file beside the configuration: `masters`, `workers`, `slaves`, `zoo.cfg`.
  package static func file(_ name: String, _ text: String) -> Seen {
    Seen { $0.folder.files[name] = ConfigurationFolder.File(path: name, bytes: Array(text.utf8)) }
  }

  /// A jar in `lib/` beside the conf folder.
  package static func jar(_ name: String) -> Seen {
    Seen { $0.folder.jars.append(name) }
  }

  /// The doctor's own machine.
  package static func node(_ hostname: String, addresses: String...) -> Seen {
    Seen { $0.evidence.node = NodeEvidence(hostname: hostname, addresses: addresses) }
  }

  /// What the system answers for a name.
  package static func name(_ name: String, resolvesTo addresses: String...) -> Seen {
    Seen {
      $0.evidence.names.append(
        NameEvidence(name: name, outcome: .resolved, addresses: addresses, durationMs: 1))
    }
  }

  /// A name without an address, and why; with what each name server said by itself.
  package static func name(
    _ name: String, _ outcome: NameEvidence.Outcome, _ servers: NameServerEvidence...
  ) -> Seen {
    Seen {
      $0.evidence.names.append(
        NameEvidence(name: name, outcome: outcome, durationMs: 1, servers: servers))
    }
  }

  /// An attempt at a host's port; the address is the host where none is given.
  package static func dial(
    _ host: String, _ port: Int, _ outcome: DialEvidence.Outcome, address: String? = nil,
    role: PortRole? = nil
  ) -> Seen {
    Seen {
      $0.evidence.dials.append(
        DialEvidence(
          host: host, address: address ?? host, port: port, role: role, outcome: outcome,
          durationMs: 1))
    }
  }
}
