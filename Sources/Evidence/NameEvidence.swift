/// What the system answers for a host name, which is what the JVM sees.
package struct NameEvidence: Sendable, Hashable, Codable {
  package enum Outcome: String, Sendable, Hashable, Codable {
    /// At least one address came back.
    case resolved
    /// The resolver is sure that there is no such name (EAI_NONAME, EAI_NODATA).
    case notFound
    /// The resolver could not tell (EAI_AGAIN, EAI_FAIL, SERVFAIL).
    case noAnswer
    /// No answer within the deadline.
    case timedOut
  }

  package var name: String
  package var outcome: Outcome
  /// Textual addresses in the resolver's order; IPv6 without brackets.
  package var addresses: [String]
  /// The hosts file's line that the addresses come from, where one names the host.
  package var hostsFileLine: Int?
  /// The resolver's own words when there is no answer.
  package var error: String?
  package var durationMs: Double
  /// What each configured name server says when it is asked by itself.
  package var servers: [NameServerEvidence]

  /// Every line of the hosts file that names the host, in order; nil in evidence from before it
  /// was recorded.
  package var hostsFileEntries: [HostsFileEntry]?

  package init(
    name: String, outcome: Outcome, addresses: [String] = [], hostsFileLine: Int? = nil,
    error: String? = nil, durationMs: Double = 0, servers: [NameServerEvidence] = [],
    hostsFileEntries: [HostsFileEntry]? = nil
  ) {
    self.name = name
    self.outcome = outcome
    self.addresses = addresses
    self.hostsFileLine = hostsFileLine
    self.error = error
    self.durationMs = durationMs
    self.servers = servers
    self.hostsFileEntries = hostsFileEntries
  }
}

/// A line of the hosts file and the address that it gives.
package struct HostsFileEntry: Sendable, Hashable, Codable {
  package var line: Int
  package var address: String

  package init(line: Int, address: String) {
    self.line = line
    self.address = address
  }
}

/// What one name server answers.
package struct NameServerEvidence: Sendable, Hashable, Codable {
  /// `address` or `address:port`, as resolv.conf has it.
  package var server: String
  package var outcome: NameEvidence.Outcome
  package var addresses: [String]
  package var error: String?
  package var durationMs: Double
  /// The full names that it may be asked for, the search list appended, in order.
  package var asked: [String]?

  package init(
    server: String, outcome: NameEvidence.Outcome, addresses: [String] = [], error: String? = nil,
    durationMs: Double = 0, asked: [String]? = nil
  ) {
    self.server = server
    self.outcome = outcome
    self.addresses = addresses
    self.error = error
    self.durationMs = durationMs
    self.asked = asked
  }

  /// For examples and tests.
  package static func server(
    _ address: String, _ outcome: NameEvidence.Outcome, addresses: [String] = [],
    durationMs: Double? = nil, asked: [String]? = nil
  ) -> Self {
    Self(
      server: address, outcome: outcome, addresses: addresses,
      durationMs: durationMs ?? (outcome == .timedOut ? 2000 : 1),
      asked: asked)
  }
}
