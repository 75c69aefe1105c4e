import Diagnosis
import Examining
import FlinkConfiguration

/// The inputs of one run, judged one by one, as one report.
struct Check: Sendable {
  private let rules: [any Rule.Type]
  private let selection: Selection
  private let isPart: Bool
  private var judge: Judge
  /// Asks the rules about several nodes.
  private var nodesJudge: Judge
  private var inputs: [JudgedInput] = []
  private var results: [CheckResult] = []
  /// Of what several nodes show together.
  private var causes: [RootCause] = []

  /// `isPart`: not all rules that a file's comments may speak of are among these.
  init(rules: [any Rule.Type], selection: Selection, isPart: Bool = false) {
    self.rules = rules
    self.isPart = isPart
    self.selection = selection
    let selected = rules.filter { selection.includes($0.card) }
    judge = Judge(rules: selected.filter { !$0.isAboutNodes })
    nodesJudge = Judge(rules: selected.filter { $0.isAboutNodes })
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
    nodesJudge.pathParts = judge.pathParts
  }

  /// Examines and judges one input; several may be at it at once.
  func judged(
    _ source: ConfigurationSource, _ options: ExaminingOptions
  ) async -> JudgedInput {
    judged(await examine(source, options), of: source)
  }

  /// Judges what was examined already.
  func judged(_ exam: Examination, of source: ConfigurationSource) -> JudgedInput {
    let (results, causes) = judge.judge(exam)
    return judged(exam, of: source, results, diagnosis: causes)
  }

  /// `results` are those that point at this file, `quoting` others that may show lines of its files.
  private func judged(
    _ exam: Examination, of source: ConfigurationSource, _ results: [CheckResult],
    diagnosis: [RootCause], quoting: [CheckResult] = []
  ) -> JudgedInput {
    let ignores = InlineIgnore.all(in: exam.reading)
    let results = InlineIgnore.apply(
      ignores, path: source.path, to: results, isPart: isPart
    ).filter { result in
      InlineIgnore.cards.allSatisfy { $0.id != result.id || selection.includes($0) }
    }
    return JudgedInput(
      exam, of: source, results: results, diagnosis: diagnosis, quoting: results + quoting)
  }

  /// Judges each node of a cluster by itself, and what must agree among them.
  mutating func add(_ nodes: [(source: ConfigurationSource, node: NodeExamination)]) {
    guard nodes.count > 1 else {
      for (source, node) in nodes { add(judged(node.exam, of: source)) }
      return
    }
    tellApart(nodes.map(\.source))
    let together = nodesJudge.verdicts(on: .joining(nodes.map(\.node)))
    let each = judge.verdicts(on: nodes.map(\.node))
    let (all, causes) = Judgement.concluding([together] + each)
    let found = all[0]
    let paths = Set(nodes.map(\.source.path))
    for ((source, node), own) in zip(nodes, all.dropFirst()) {
      var judged = judged(
        node.exam, of: source, own + found.filter { $0.location?.path == source.path },
        diagnosis: [], quoting: found)
      // What has no place in a file still belongs to a node.
      for at in judged.results.indices {
        judged.results[at].place(on: node.name, in: source.path)
      }
      add(judged)
    }
    results += found.filter { $0.location.map { !paths.contains($0.path) } ?? true }
    self.causes = causes
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
  func report(since start: RunStart) -> CheckReport {
    let first = inputs[0]
    let shown = inputs.map(\.input)
    let versions = shown.dropFirst().reduce(first.input.flinkVersion) {
      $0.spanning($1.flinkVersion)
    }
    let sources = Set(shown.map(\.versionSource))
    let topologies = Set(inputs.map(\.topology))
    let isOneNode = Set(inputs.map(\.hostname)).count == 1
    let silenced = Set(results.filter { $0.suppressed != nil }.map(\.fingerprint))
    let named = Set(results.map(\.id))
    let cards = (rules.map { $0.card } + InlineIgnore.cards).filter { named.contains($0.id) }
    return CheckReport(
      toolVersion: Version.number, inputs: shown, flinkVersion: versions,
      versionSource: sources.count == 1 ? first.input.versionSource : "several",
      deployment: first.deployment, topology: topologies.count == 1 ? first.topology : .unknown,
      role: isOneNode ? first.role : nil, hostname: isOneNode ? first.hostname : nil,
      startedAt: start.text, durationMs: start.elapsed / .milliseconds(1),
      results: results.sorted(),
      diagnosis: (causes + inputs.flatMap(\.diagnosis)).filter { !silenced.contains($0.cause) },
      cards: Dictionary(cards.map { ($0.id, $0) }) { first, _ in first },
      secrets: inputs.reduce(into: []) { $0.formUnion($1.secrets) },
      facts: inputs.count == 1 ? first.facts : Facts())
  }
}

extension CheckResult {
  /// Says which node it is about: its file, or one of the machine's own, such as /etc/hosts.
  fileprivate mutating func place(on node: String, in path: String) {
    func placed(_ location: Location) -> Location {
      location.path.hasPrefix("/")
        ? Location(path: "\(node):\(location.path)", range: location.range) : location
    }
    if status == .finding { location = location.map(placed) ?? Location(path: path) }
    if status == .unknown { reason = "on \(node): \(reason ?? "")" }
    for at in related.indices { related[at].location = placed(related[at].location) }
  }
}
