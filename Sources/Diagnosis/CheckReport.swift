package import FlinkConfiguration

/// All that a report shows of one run; the formats render it and compute nothing.
package struct CheckReport: Sendable {
  /// Grows when a field is added to the JSON; see `flinkdoctor schema`.
  package static let schemaVersion = 1

  /// A configuration that was judged.
  package struct Input: Sendable, Hashable {
    package var path: String
    package var dialect: Dialect
    package var flinkVersion: FlinkVersionRange
    /// What told the version: `--flink-version`, `lib/flink-dist-1.18.1.jar`, `config.yaml`, `unknown`.
    package var versionSource: String
    /// The lines that findings point at, by their numbers, with sensitive values masked.
    package var lines: [Int: String]
    /// The same of the files beside it (`masters`, `workers`), by path.
    package var companions: [String: [Int: String]]

    package init(
      path: String, dialect: Dialect, flinkVersion: FlinkVersionRange, versionSource: String,
      lines: [Int: String] = [:], companions: [String: [Int: String]] = [:]
    ) {
      self.path = path
      self.dialect = dialect
      self.flinkVersion = flinkVersion
      self.versionSource = versionSource
      self.lines = lines
      self.companions = companions
    }
  }

  package struct Summary: Sendable, Hashable {
    package var error = 0
    package var warning = 0
    package var info = 0
    package var passed = 0
    package var unknown = 0
    package var skipped = 0
    package var suppressed = 0

    package init() {}

    /// Counts results; silenced findings count as suppressed only.
    package init(_ results: [CheckResult]) {
      for result in results {
        switch result.status {
        case .finding where result.suppressed != nil: suppressed += 1
        case .finding:
          switch result.severity ?? .info {
          case .error: error += 1
          case .warning: warning += 1
          case .info: info += 1
          }
        case .passed: passed += 1
        case .unknown: unknown += 1
        case .skipped: skipped += 1
        }
      }
    }

    package var findings: Int { error + warning + info }
  }

  package var toolVersion: String
  package var inputs: [Input]
  package var flinkVersion: FlinkVersionRange
  package var versionSource: String
  package var deployment: Deployment
  package var topology: Topology
  package var role: Role?
  /// The node that was looked at; nil with `--static`.
  package var hostname: String?
  /// ISO 8601 with fractions.
  package var startedAt: String
  package var durationMs: Double
  /// Every result, findings first: by severity, file, place, id.
  package var results: [CheckResult]
  package var diagnosis: [RootCause]
  /// The cards of the rules that the results come from, by id.
  package var cards: [String: RuleCard]
  /// The values of sensitive options, which no report shows.
  package var secrets: Set<String>
  package var facts: Facts

  package init(
    toolVersion: String, inputs: [Input], flinkVersion: FlinkVersionRange, versionSource: String,
    deployment: Deployment, topology: Topology, role: Role?, hostname: String?, startedAt: String,
    durationMs: Double, results: [CheckResult], diagnosis: [RootCause], cards: [String: RuleCard],
    secrets: Set<String> = [], facts: Facts = Facts()
  ) {
    self.toolVersion = toolVersion
    self.inputs = inputs
    self.flinkVersion = flinkVersion
    self.versionSource = versionSource
    self.deployment = deployment
    self.topology = topology
    self.role = role
    self.hostname = hostname
    self.startedAt = startedAt
    self.durationMs = durationMs
    self.results = results
    self.diagnosis = diagnosis
    self.cards = cards
    self.secrets = secrets
    self.facts = facts
  }

  package var summary: Summary { Summary(results) }
}

/// A finding that brings others about.
package struct RootCause: Sendable, Hashable {
  /// The fingerprint of the finding.
  package var cause: String
  /// What happened and what to do, in one sentence.
  package var summary: String
  /// The fingerprints of what it explains.
  package var explains: [String]

  package init(cause: String, summary: String, explains: [String]) {
    self.cause = cause
    self.summary = summary
    self.explains = explains
  }
}
