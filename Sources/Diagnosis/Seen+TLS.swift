package import Evidence

extension Seen {
  /// A peer that answers at a port, and what became of TLS with it.
  package static func peer(
    _ host: String, _ port: Int, _ outcome: RemotingEvidence.Outcome, transport: String? = nil,
    tls: TLSEvidence? = nil
  ) -> Seen {
    Seen {
      var evidence = RemotingEvidence(host: host, address: host, port: port, outcome: outcome)
      evidence.transport = transport
      evidence.tls = tls
      if outcome == .associated {
        evidence.system = "flink"
        evidence.hostname = host
        evidence.advertisedPort = port
      }
      $0.evidence.remoting = ($0.evidence.remoting ?? []) + [evidence]
    }
  }

  /// The target of `flinkdoctor probe`.
  package static func probed(
    _ host: String, _ port: Int, hasConfiguration: Bool = false, reverse: ReverseEvidence? = nil
  ) -> Seen {
    Seen {
      $0.evidence.probed = ProbedEvidence(
        host: host, port: port, hasConfiguration: hasConfiguration, reverse: reverse)
    }
  }
}
