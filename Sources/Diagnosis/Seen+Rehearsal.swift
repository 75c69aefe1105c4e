package import Evidence

extension Seen {
  /// What a rehearsal showed; `change` says in what it differs from one in which all went well.
  package static func rehearsal(
    _ role: RehearsalEvidence.Role = .jobManager,
    _ change: @escaping @Sendable (inout RehearsalEvidence) -> Void = { _ in }
  ) -> Seen {
    Seen { exam in
      var rehearsal = RehearsalEvidence(role: role, machine: role == .jobManager ? "jm1" : "tm1")
      change(&rehearsal)
      exam.evidence.rehearsal = rehearsal
    }
  }
}

extension RehearsedTaskManager {
  /// For examples and tests: one that registered under `host` from `from`.
  package static func example(
    _ machine: String, _ host: String, from: String? = nil, addresses: [String]? = nil
  ) -> RehearsedTaskManager {
    RehearsedTaskManager(
      machine: machine, from: from ?? host, host: host, rpcPort: 6122, dataPort: 6121,
      strategy: "LOCAL_HOST", reason: "the own host name \(machine) is \(host)", heartbeats: 2,
      addresses: addresses ?? [host])
  }
}

extension RehearsedPath {
  /// For examples and tests.
  package static func example(
    _ from: String, _ to: String, _ role: PortRole, _ outcome: Outcome, at address: String,
    stuck: Int? = nil, isFlinks: Bool = true, lost: Int? = nil, of segments: Int? = nil,
    clock: ClockOffset? = nil
  ) -> RehearsedPath {
    RehearsedPath(
      from: from, to: to, role: role, isFromJobManager: from.hasPrefix("jm"), host: to,
      address: address, port: role == .jobManagerRpc ? 6123 : 6122, isFlinks: isFlinks,
      outcome: outcome, roundTripMs: outcome == .reached ? [0.4] : [], stuckBytes: stuck,
      segments: segments, lostSegments: lost, clock: clock)
  }
}
