import Diagnosis
import Examining
import FlinkConfiguration
import Reports
import Rules

/// One run of `probe`: from the options to the report and the exit code, or to the watch.
struct ProbeRun {
  let options: ProbeOptions

  func perform() async throws {
    let start = RunStart()
    var check = Check(
      rules: RuleRegistry.rules.filter { Self.concernsAPeer($0.card) },
      selection: options.check.selection)
    try check.refuseIdlePatterns()
    let source = try options.check.source(options.conf, or: "\(options.target)")
    let exam = await examine(probing, source, options.check.examining)
    if let schedule = options.watch, let watch = WatchRun(exam, options, schedule) {
      return try await watch.perform()
    }
    check.add(check.judged(exam, of: source))
    try CheckRun(options: options.check).finish(check.report(since: start))
  }

  /// Names, who answers, TLS and its stores; the rest of a configuration is `check`'s.
  private static func concernsAPeer(_ card: RuleCard) -> Bool {
    ["FD20", "FD22", "FD32", "FD63"].contains { card.id.hasPrefix($0) }
  }

  private var probing: ProbingOptions {
    ProbingOptions(
      target: options.target, isIntrusive: options.isIntrusive,
      isReverse: options.isReverse, reverseName: options.name, hasConfiguration: options.conf != nil
    )
  }
}
