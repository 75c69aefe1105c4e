package import Diagnosis
package import Evidence

/// A rule about lines of a log: what it searches for, and what such a line is worth.
package protocol LogSignature: Rule {
  static var texts: [LogText] { get }
  /// What the reader finds without a literal, and this judges.
  static var landmark: LogLandmark? { get }
  static var rank: LogRank { get }
  /// Whether a process that is connected later has got over it.
  static var heals: Bool { get }

  /// Whether a line with one of the literals is really one of these.
  static func accepts(_ event: LogEvent) -> Bool

  /// What the lines of one process in one stretch of time say; nil for nothing worth a finding.
  func statement(of happening: LogHappening, in story: LogStory) -> LogStatement?
}

/// What a signature says of a happening.
package struct LogStatement: Sendable {
  package var message: String
  /// What to write, or the one check that decides.
  package var fix: String
  /// nil for the card's.
  package var severity: Severity?
  /// What a fault of the configuration or of a probe may explain.
  package var shows: Set<Symptom>
  package var peer: Peer?

  package init(
    _ message: String, fix: String, severity: Severity? = nil, shows: Set<Symptom> = [],
    peer: Peer? = nil
  ) {
    self.message = message
    self.fix = fix
    self.severity = severity
    self.shows = shows
    self.peer = peer
  }
}

extension LogSignature {
  package static var landmark: LogLandmark? { nil }

  package static var heals: Bool { false }

  package static func accepts(_ event: LogEvent) -> Bool { true }

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let story = exam.logStory else { return [] }
    return story.happenings.filter { $0.id == Self.card.id }.compactMap { happening in
      statement(of: happening, in: story).map {
        exam.verdict(of: happening, $0, Self.card.severity, heals: Self.heals, in: story)
      }
    }
  }
}
