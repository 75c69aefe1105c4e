import Diagnosis
import FlinkConfiguration
import Reports
import Testing

/// What `--show`, `-q`, `-v`, `--fail-on` and `--require-complete` do to reports.
@Suite struct OptionsTests {
  @Test(arguments: [Severity.info, .warning, .error]) func showLeavesOutWhatIsMilder(
    _ show: Severity
  ) {
    let options = RenderingOptions(show: show)
    let short = ReportFormat.short.render(SampleReport.full, options: options)
    let shown = short.split(separator: "\n")
    let findings = SampleReport.full.results.filter { $0.counts && ($0.severity ?? .info) >= show }
    #expect(shown.count == findings.count)
    #expect(show == .info || !short.contains(": info: "))
  }

  /// The counts stay what they are: a report that hides findings does not deny them.
  @Test func hiddenFindingsAreCounted() {
    let text = ReportFormat.text.render(
      SampleReport.full, options: RenderingOptions(show: .error))
    #expect(text.contains("3 errors, 2 warnings, 2 infos"))
    #expect(!text.contains("info["))
  }

  @Test func allIsWellIsOneLine() {
    let text = ReportFormat.text.render(SampleReport.healthy)
    #expect(
      text
        == "flinkdoctor: conf/flink-conf.yaml: no findings (Flink 1.18, 1 check passed)\n")
  }

  @Test func quietSaysNothingWhenAllIsWell() {
    let options = RenderingOptions(quiet: true)
    #expect(ReportFormat.text.render(SampleReport.healthy, options: options) == "")
    let text = ReportFormat.text.render(SampleReport.full, options: options)
    #expect(text.contains("error[FD2104]"))
    #expect(!text.contains("flinkdoctor:"))
  }

  @Test func verboseListsTheRest() {
    let text = ReportFormat.text.render(
      SampleReport.full, options: RenderingOptions(verbose: true))
    for word in ["passed: FD1001", "skipped: FD6001", "silenced: FD5001", "= why: "] {
      #expect(text.contains(word))
    }
  }

  /// What several nodes have of one cause stands once; `-v` shows where each has it.
  @Test func theSameOfSeveralNodesIsOneLine() {
    var report = CheckReport.oneFinding(message: "the cause")
    let nodes = (1...9).map { "tm\($0)" }
    report.results += nodes.map { node in
      var effect = report.results[0]
      effect.message = "missed"
      effect.subject = "port:jm1:6123"
      effect.location = Location(path: "\(node):/srv/flink/conf.yaml")
      effect.fingerprint = "0000000000000\(node)"
      effect.cause = report.results[0].fingerprint
      return effect
    }
    let text = ReportFormat.text.render(report)
    #expect(
      text.contains(
        "tm1:/srv/flink/conf.yaml (and on tm2, tm3, tm4, tm5, tm6, tm7, 2 more): missed\n"))
    #expect(text.contains("10 errors"))
    let whole = ReportFormat.text.render(report, options: RenderingOptions(verbose: true))
    #expect(nodes.allSatisfy { whole.contains("\($0):/srv/flink/conf.yaml: missed\n") })
  }

  /// A line to write is copied whole; prose is folded.
  @Test(arguments: [("env.java.opts: ", 1), ("put into it: ", 3)])
  func aLineToWriteIsNotFolded(_ start: String, _ lines: Int) {
    let fix = Fix(start + String(repeating: "-Dsome.property ", count: 10) + "-Dend")
    let text = ReportFormat.text.render(.oneFinding(fix: fix))
    #expect(text.split(separator: "\n").count { $0.contains("-Dsome.property") } == lines)
  }

  /// A file full of one fault does not bury the others.
  @Test(arguments: [false, true]) func oneRuleDoesNotFloodTheTerminal(_ verbose: Bool) {
    var report = CheckReport.oneFinding()
    report.results = (0..<200).map { number in
      var result = report.results[0]
      result.fingerprint = "\(number)"
      return result
    }
    let text = ReportFormat.text.render(report, options: RenderingOptions(verbose: verbose))
    #expect(text.split(separator: "\n").count { $0.hasPrefix("error[") } == (verbose ? 200 : 50))
    #expect(text.contains("150 more of FD1001") != verbose)
    #expect(text.contains("200 errors"))
  }

  @Test(arguments: [
    (SampleReport.everything, false, NagiosReport.State.critical), (.allIsWell, false, .ok),
    (.nothingKnown, false, .unknown), (.nothingKnown, true, .unknown),
  ])
  func nagiosHasItsOwnStatus(
    _ sample: SampleReport, _ requireComplete: Bool, _ state: NagiosReport.State
  ) {
    let options = RenderingOptions(requireComplete: requireComplete)
    #expect(NagiosReport(sample.report, options).state == state)
  }

  @Test(arguments: [
    (Severity.error, NagiosReport.State.critical), (.warning, .warning), (.info, .ok),
  ])
  func nagiosStatusFollowsTheGravest(_ severity: Severity, _ state: NagiosReport.State) {
    let report = CheckReport.oneFinding(severity: severity)
    #expect(NagiosReport(report, RenderingOptions()).state == state)
  }

  /// An info is no failure, unless it fails the run.
  @Test(arguments: [(Severity.error, false), (.warning, false), (.info, true)])
  func junitFailsAsTheRunDoes(_ failOn: Severity, _ fails: Bool) {
    let junit = ReportFormat.junit.render(
      .oneFinding(severity: .info), options: RenderingOptions(failOn: failOn))
    #expect(junit.contains("<failure") == fails)
  }

  @Test func junitErrorIsWhatCouldNotRun() {
    let junit = ReportFormat.junit.render(
      SampleReport.unread, options: RenderingOptions(requireComplete: true))
    #expect(junit.contains(#"errors="1""#))
  }
}
