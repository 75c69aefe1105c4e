import Diagnosis
import Evidence
import Examining
import FlinkConfiguration

/// The inputs of one run, judged one by one, as one report.
struct Check {
  private let rules: [any Rule.Type]
  private let selection: Selection
  private let judge: Judge
  private var inputs: [CheckReport.Input] = []
  /// Of a thousand inputs the report needs no more than this and the results.
  private var first: Examination?
  private var topologies: Set<Topology> = []
  private var secrets: Set<String> = []
  private var results: [CheckResult] = []
  private var diagnosis: [RootCause] = []

  init(rules: [any Rule.Type], selection: Selection) {
    self.rules = rules
    self.selection = selection
    judge = Judge(rules: rules.filter { selection.includes($0.card) })
  }

  var isEmpty: Bool { inputs.isEmpty }

  /// A pattern that fits no rule is a mistake that would silently judge too much or too little.
  func refuseIdlePatterns() throws {
    let cards = rules.map { $0.card } + InlineIgnore.cards
    for pattern in selection.only + selection.skip {
      guard cards.contains(where: { Selection(only: [pattern]).includes($0) }) else {
        throw UsageError("no rule is called '\(pattern)'; flinkdoctor rules lists them")
      }
    }
  }

  mutating func add(_ source: ConfigurationSource, _ options: ExaminingOptions) async {
    add(await examine(source, options), of: source)
  }

  /// Judges what was examined already.
  mutating func add(_ exam: Examination, of source: ConfigurationSource) {
    let (judged, causes) = judge.judge(exam)
    let ignores = InlineIgnore.all(in: exam.reading)
    let applied = InlineIgnore.apply(ignores, path: source.path, to: judged).filter { result in
      InlineIgnore.cards.allSatisfy { $0.id != result.id || selection.includes($0) }
    }
    results += applied
    diagnosis += causes
    first = first ?? exam
    topologies.insert(exam.topology)
    secrets.formUnion(exam.secrets)
    inputs.append(
      CheckReport.Input(
        path: source.path, dialect: source.dialect, flinkVersion: source.versions,
        versionSource: source.versionSource, lines: exam.reading.excerpts(for: applied),
        companions: exam.folder.excerpts(for: applied)))
  }

  /// Silences what the baseline knows; returns how many of its findings are gone.
  mutating func apply(_ baseline: Baseline) -> Int {
    baseline.apply(to: &results).gone
  }

  /// The report of all inputs; where they differ, what they have in common.
  func report(startedAt: String, duration: Duration) -> CheckReport {
    let versions = inputs.dropFirst().reduce(inputs[0].flinkVersion) { range, input in
      FlinkVersionRange(
        from: min(range.from, input.flinkVersion.from), to: max(range.to, input.flinkVersion.to))
    }
    let sources = Set(inputs.map(\.versionSource))
    let silenced = Set(results.filter { $0.suppressed != nil }.map(\.fingerprint))
    let named = Set(results.map(\.id))
    let cards = (rules.map { $0.card } + InlineIgnore.cards).filter { named.contains($0.id) }
    return CheckReport(
      toolVersion: Version.number, inputs: inputs, flinkVersion: versions,
      versionSource: sources.count == 1 ? inputs[0].versionSource : "several",
      deployment: first?.deployment ?? .standalone,
      topology: topologies.count == 1 ? first?.topology ?? .unknown : .unknown,
      role: first?.onlyRole, hostname: first?.evidence.node?.hostname,
      startedAt: startedAt, durationMs: duration / .milliseconds(1), results: results.sorted(),
      diagnosis: diagnosis.filter { !silenced.contains($0.cause) },
      cards: Dictionary(cards.map { ($0.id, $0) }) { first, _ in first },
      secrets: secrets, facts: first.map { Facts($0) } ?? Facts())
  }
}

extension Examination {
  /// What this node does, where that is one thing.
  fileprivate var onlyRole: Role? { roles.count == 1 ? roles.first : nil }
}
