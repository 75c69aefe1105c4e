package import FlinkConfiguration

/// One line of a report: what one rule says about one subject, over all versions judged.
package struct CheckResult: Sendable, Hashable {
  package enum Status: String, Sendable, Hashable, CaseIterable {
    case finding
    case passed
    case unknown
    case skipped
  }

  package var id: String
  package var name: String
  package var title: String
  package var family: Family
  package var status: Status
  /// nil unless it is a finding.
  package var severity: Severity?
  package var message: String
  package var subject: String
  /// The versions it holds for, oldest first.
  package var versions: [FlinkVersion]
  package var location: Location?
  package var related: [RelatedLocation]
  package var key: String?
  package var peer: Peer?
  package var evidence: [EvidenceLine]
  /// The fingerprint of the finding that brings this one about.
  package var cause: String?
  package var fix: Fix?
  /// Why it is unknown or skipped.
  package var reason: String?
  /// Stays the same when lines move: from the id, the file's name, the key, the subject.
  package var fingerprint: String
  /// The reason given for silencing it; such a finding counts for nothing.
  package var suppressed: String?

  package init(
    id: String, name: String, title: String, family: Family, status: Status,
    severity: Severity? = nil, message: String = "", subject: String, versions: [FlinkVersion] = [],
    location: Location? = nil, related: [RelatedLocation] = [], key: String? = nil,
    peer: Peer? = nil, evidence: [EvidenceLine] = [], cause: String? = nil, fix: Fix? = nil,
    reason: String? = nil, fingerprint: String = "", suppressed: String? = nil
  ) {
    self.id = id
    self.name = name
    self.title = title
    self.family = family
    self.status = status
    self.severity = severity
    self.message = message
    self.subject = subject
    self.versions = versions
    self.location = location
    self.related = related
    self.key = key
    self.peer = peer
    self.evidence = evidence
    self.cause = cause
    self.fix = fix
    self.reason = reason
    self.fingerprint = fingerprint
    self.suppressed = suppressed
  }

  /// A finding that is neither silenced nor known from the baseline.
  package var counts: Bool { status == .finding && suppressed == nil }
}
