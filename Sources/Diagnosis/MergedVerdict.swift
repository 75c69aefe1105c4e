import FlinkConfiguration

/// Equal verdicts of one rule under several versions, as one result.
struct MergedVerdict: Sendable {
  /// What makes verdicts under two versions the same one.
  struct Identity: Hashable {
    var subject: String
    var status: CheckResult.Status
    var location: Location?
    var repetition = 0

    init(_ verdict: Verdict) {
      subject = verdict.subject
      status = verdict.status
      location = verdict.location
    }
  }

  var result: CheckResult
  private(set) var shows: Set<Symptom>
  private(set) var explains: Set<Symptom>
  /// The node that it is a verdict on, of several; nil for one on all of them, and for a node alone.
  private(set) var node: String?
  /// Whether it is told by the logs of several nodes together.
  private(set) var isToldTogether = false
  /// The other node that it tells something of, where that is one of those that are judged.
  private(set) var seen: String?
  /// The nodes that one on all of them is about; empty for each.
  let concerns: Set<String>
  /// The subject that stood in the way of an unknown.
  let blockedBy: String?
  private let judgedVersions: Int
  private var keepsFromStarting: Bool
  private var fullSeverity: Severity?

  init(
    _ card: RuleCard, _ verdict: Verdict, on node: String?, _ versions: [FlinkVersion],
    of judgedVersions: Int
  ) {
    self.judgedVersions = judgedVersions
    self.node = node
    concerns = verdict.concerns
    shows = verdict.shows
    explains = verdict.explains
    blockedBy = verdict.blockedBy
    keepsFromStarting = verdict.keepsFromStarting
    result = CheckResult(
      id: card.id, name: card.name, title: card.title, family: card.family,
      status: verdict.status, message: verdict.message, subject: verdict.subject,
      versions: versions, location: verdict.location, related: verdict.related, key: verdict.key,
      peer: verdict.peer, evidence: verdict.evidence, fix: verdict.fix, reason: verdict.reason)
    fullSeverity = verdict.severity
    settleSeverity()
  }

  /// The same, where the node at the other end may be one that is judged as well.
  func knowing(_ directory: NodeDirectory) -> Self {
    var verdict = self
    verdict.seen = directory.node(at: result.peer)
    return verdict
  }

  /// The same as a verdict on one of the nodes whose logs tell it together.
  func toldTogether(on node: String) -> Self {
    var verdict = self
    verdict.node = node
    verdict.isToldTogether = true
    return verdict
  }

  var isFinding: Bool { result.status == .finding }

  /// The same verdict under further versions: the graver of the two severities stands.
  mutating func add(_ verdict: Verdict, _ versions: [FlinkVersion]) {
    result.versions += versions
    result.versions.sort()
    shows.formUnion(verdict.shows)
    explains.formUnion(verdict.explains)
    keepsFromStarting = keepsFromStarting || verdict.keepsFromStarting
    if let severity = verdict.severity, severity > fullSeverity ?? .info {
      fullSeverity = severity
      result.message = verdict.message
      result.fix = verdict.fix
    }
    settleSeverity()
  }

  /// What holds for some of the possible versions only is one step milder, unless Flink would not
  /// start, or it happened: a line in a log is no question of versions.
  private mutating func settleSeverity() {
    let partial = result.versions.count < judgedVersions && result.family != .logs
    result.severity = fullSeverity.map { partial && !keepsFromStarting ? $0.milder : $0 }
  }

  /// A subject that is a finding under one version is not also shown as passed under another.
  static func withoutContradictions(_ merged: [Self]) -> [Self] {
    let troubled = Set(merged.filter(\.isFinding).map(\.result.subject))
    return merged.filter { $0.isFinding || !troubled.contains($0.result.subject) }
  }
}

extension Verdict {
  fileprivate var status: CheckResult.Status {
    switch outcome {
    case .finding: .finding
    case .passed: .passed
    case .skipped: .skipped
    case .unknown: .unknown
    }
  }

  fileprivate var severity: Severity? {
    if case .finding(let severity) = outcome { severity } else { nil }
  }

  fileprivate var reason: String? {
    switch outcome {
    case .skipped(let reason), .unknown(let reason, _): reason
    case .finding, .passed: nil
    }
  }

  fileprivate var blockedBy: String? {
    if case .unknown(_, let blocker) = outcome { blocker } else { nil }
  }
}
