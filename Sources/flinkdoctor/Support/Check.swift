import Diagnosis
import Examining
import FlinkConfiguration

/// The inputs of one run, judged one by one, as one report.
struct Check: Sendable {
  private let rules: [any Rule.Type]
  private let selection: Selection
  private var judge: Judge
  private var inputs: [JudgedInput] = []
  private var results: [CheckResult] = []

  init(rules: [any Rule.Type], selection: Selection) {
    self.rules = rules
    self.selection = selection
    judge = Judge(rules: rules.filter { selection.includes($0.card) })
  }

  /// A pattern that fits no rule is a mistake that would silently judge too much or too little.
  func refuseIdlePatterns() throws {
    let cards = rules.map { $0.card } + InlineIgnore.cards
    for pattern in selection.only + selection.skip {
      guard cards.contains(where: { Selection(only: [pattern]).includes($0) }) else {
        throw UsageError("no rule for this is called '\(pattern)'; flinkdoctor rules lists them")
      }
    }
  }

  /// Gives findings of inputs that share a file's name, as `dev/flink-conf.yaml` and
  /// `prod/flink-conf.yaml` do, fingerprints of their own.
  mutating func tellApart(_ sources: [ConfigurationSource]) {
    judge.pathParts = Fingerprint.partsToTellApart(sources.map(\.path))
  }

  /// Examines and judges one input; several may be at it at once.
  func judged(
    _ source: ConfigurationSource, _ options: ExaminingOptions
  ) async -> JudgedInput {
    judged(await examine(source, options), of: source)
  }

  /// Judges what was examined already.
  func judged(_ exam: Examination, of source: ConfigurationSource) -> JudgedInput {
    let (judged, causes) = judge.judge(exam)
    let ignores = InlineIgnore.all(in: exam.reading)
    let results = InlineIgnore.apply(ignores, path: source.path, to: judged).filter { result in
      InlineIgnore.cards.allSatisfy { $0.id != result.id || selection.includes($0) }
    }
    return JudgedInput(exam, of: source, results: results, diagnosis: causes)
  }

  mutating func add(_ judged: JudgedInput) {
    var judged = judged
    results += judged.results
    judged.results = []
    inputs.append(judged)
  }

  /// Silences what the baseline knows; returns how many of its findings are gone.
  mutating func apply(_ baseline: Baseline) -> Int {
    baseline.apply(to: &results).gone
  }

  /// The report of all inputs, of which there is one at least; where they differ, what they have
  /// in common.
  func report(startedAt: String, duration: Duration) -> CheckReport {
    let first = inputs[0]
    let shown = inputs.map(\.input)
    let versions = shown.dropFirst().reduce(first.input.flinkVersion) { range, input in
      FlinkVersionRange(
        from: min(range.from, input.flinkVersion.from), to: max(range.to, input.flinkVersion.to))
    }
    let sources = Set(shown.map(\.versionSource))
    let topologies = Set(inputs.map(\.topology))
    let silenced = Set(results.filter { $0.suppressed != nil }.map(\.fingerprint))
    let named = Set(results.map(\.id))
    let cards = (rules.map { $0.card } + InlineIgnore.cards).filter { named.contains($0.id) }
    return CheckReport(
      toolVersion: Version.number, inputs: shown, flinkVersion: versions,
      versionSource: sources.count == 1 ? first.input.versionSource : "several",
      deployment: first.deployment, topology: topologies.count == 1 ? first.topology : .unknown,
      role: first.role, hostname: first.hostname, startedAt: startedAt,
      durationMs: duration / .milliseconds(1), results: results.sorted(),
      diagnosis: inputs.flatMap(\.diagnosis).filter { !silenced.contains($0.cause) },
      cards: Dictionary(cards.map { ($0.id, $0) }) { first, _ in first },
      secrets: inputs.reduce(into: []) { $0.formUnion($1.secrets) }, facts: first.facts)
  }
}
