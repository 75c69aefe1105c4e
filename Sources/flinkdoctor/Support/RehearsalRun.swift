import Diagnosis
import Evidence
import Examining
import FlinkConfiguration
import Rehearsal
import Reports
import Rules

/// One rehearsal: from the options to the report and the exit code, with news on the way.
struct RehearsalRun {
  let options: RehearsalOptions

  func perform() async throws {
    let start = RunStart()
    let source = try ConfigurationSource.named(
      options.check.paths[0], versions: options.check.versions, dialect: options.check.dialect)
    // Nobody waits ten minutes to hear that a pattern fits no rule.
    try Check(rules: RuleRegistry.rules, selection: options.check.selection).refuseIdlePatterns()
    if let token = options.newToken { show(token) }
    Interrupt.catch()
    let board = NewsBoard(isQuiet: options.check.quiet)
    let exam: Examination
    do throws(JobManagerIsElected) {
      exam = try await rehearse(
        options.rehearsing, source, options.check.examining, isStopped: { Interrupt.hasCome }
      ) { board.post($0) }
    } catch {
      throw UsageError("\(error)")
    }
    board.close()
    var check = Check(
      rules: RuleRegistry.rules.filter { Self.concerns($0.card, exam) },
      selection: options.check.selection, isPart: true)
    check.add(check.judged(exam, of: source))
    try CheckRun(options: options.check).finish(check.report(since: start))
  }

  /// What a rehearsal shows, under which address a TaskManager registers, and the stores of TLS; of
  /// a file that Flink does not read, why.
  private static func concerns(_ card: RuleCard, _ exam: Examination) -> Bool {
    let families =
      exam.reading.abort == nil ? ["FD24", "FD36", "FD63", "FD9405"] : ["FD10", "FD11"]
    return families.contains { card.id.hasPrefix($0) }
  }

  private func show(_ token: String) {
    Output.complain(
      """
      The token of this rehearsal is \(token)
      On each worker:  \(TokenText.variable)=\(token) flinkdoctor rehearse taskmanager CONF
      """, prefix: "")
  }
}
