import ArgumentParser
import Diagnosis
import Examining
import Reports

/// The options of `check`, as values.
struct CheckOptions {
  let isStatic: Bool
  let format: ReportFormat
  let isColored: Bool
  let reports: [ReportFile]
  let failOn: Severity?
  let show: Severity
  let requireComplete: Bool
  let quiet: Bool
  let verbose: Bool
  let examining: ExaminingOptions

  init(_ command: CheckCommand) throws {
    isStatic = command.isStatic || command.paths.count > 1
    format = try Choice.of(ReportFormat.self, "--format", command.format)
    isColored = try Choice.of(ColorChoice.self, "--color", command.color).isOn
    reports = try command.reports.map { text in
      try Choice.parsed("--report", text, like: "FORMAT=FILE") { ReportFile($0) }
    }
    failOn = try Choice.of(FailOn.self, "--fail-on", command.failOn).severity
    show = try Choice.of(Severity.self, "--show", command.show)
    requireComplete = command.requireComplete
    quiet = command.quiet
    verbose = command.verbose
    examining = ExaminingOptions(
      deployment: try command.surroundings.chosenDeployment,
      topology: try command.surroundings.chosenTopology,
      role: try command.surroundings.chosenRole,
      expectation: try command.surroundings.expectation,
      firewall: command.surroundings.firewall, isStatic: isStatic,
      timeout: try Choice.parsed(
        "--timeout", command.timeout, like: "a duration (3s)", ProbeDuration.parse),
      deadline: try Choice.parsed(
        "--deadline", command.deadline, like: "a duration (15s)", ProbeDuration.parse),
      settings: try command.configuration.pairs,
      properties: command.configuration.properties)
  }

  /// How the reports are shown; a file has no colour and no terminal's width.
  func rendering(isColored: Bool = false, width: Int = 100) -> RenderingOptions {
    RenderingOptions(
      color: isColored, show: show, failOn: failOn, requireComplete: requireComplete,
      verbose: verbose, quiet: quiet, width: width)
  }
}
