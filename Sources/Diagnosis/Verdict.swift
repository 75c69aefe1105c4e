/// What a rule says about one subject, under one Flink version.
package struct Verdict: Sendable, Hashable {
  package enum Outcome: Sendable, Hashable {
    case finding(Severity)
    case passed
    /// The rule does not apply; the reason is shown with `-v`.
    case skipped(reason: String)
    /// It could not be told. `blockedBy` names the subject that stood in the way (`name:jm1`).
    case unknown(reason: String, blockedBy: String?)
  }

  package var outcome: Outcome
  /// What it is about: `key:taskmanager.host`, `name:jm1`, `port:jm1:6123`, `file:workers`.
  package var subject: String
  /// What is wrong and what it will do to the cluster.
  package var message: String
  package var location: Location?
  package var related: [RelatedLocation]
  /// The configuration key, where the subject is one.
  package var key: String?
  package var peer: Peer?
  package var evidence: [EvidenceLine]
  package var fix: Fix?
  package var shows: Set<Symptom>
  package var explains: Set<Symptom>
  /// The nodes that it is about, of several; empty for all of them.
  package var concerns: Set<String>
  /// Flink refuses to start: this severity never drops, whatever version is in doubt.
  package var keepsFromStarting: Bool

  package init(
    _ outcome: Outcome, subject: String, message: String = "", location: Location? = nil,
    related: [RelatedLocation] = [], key: String? = nil, peer: Peer? = nil,
    evidence: [EvidenceLine] = [], fix: Fix? = nil, shows: Set<Symptom> = [],
    explains: Set<Symptom> = [], concerns: Set<String> = [], keepsFromStarting: Bool = false
  ) {
    self.outcome = outcome
    self.subject = subject
    self.message = message
    self.location = location
    self.related = related
    self.key = key
    self.peer = peer
    self.evidence = evidence
    self.fix = fix
    self.shows = shows
    self.explains = explains
    self.concerns = concerns
    self.keepsFromStarting = keepsFromStarting
  }
}

/// The other end of a connection.
package struct Peer: Sendable, Hashable {
  package var host: String
  package var address: String?
  package var port: Int?

  package init(host: String, address: String? = nil, port: Int? = nil) {
    self.host = host
    self.address = address
    self.port = port
  }
}

/// A fact that a finding rests on, and where it comes from (`hosts file`, `dial`, `Flink`).
package struct EvidenceLine: Sendable, Hashable {
  package var source: String
  package var text: String

  package init(source: String, text: String) {
    self.source = source
    self.text = text
  }
}

/// Thrown by a rule whose whole question cannot be answered.
package struct Unknown: Error, Hashable {
  package var subject: String
  package var reason: String
  package var blockedBy: String?

  package init(subject: String, reason: String, blockedBy: String? = nil) {
    self.subject = subject
    self.reason = reason
    self.blockedBy = blockedBy
  }
}
