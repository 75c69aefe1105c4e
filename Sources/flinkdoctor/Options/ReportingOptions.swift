import ArgumentParser
import Diagnosis
import Reports

/// What `check`, `probe`, `cluster` and `rehearse` judge by and report.
struct ReportingOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The format on stdout: \(Choice.words(of: ReportFormat.self))."))
  var format = "text"

  @OptionGroup var judging: JudgingOptions

  func add(to request: inout CheckRequest) {
    request.format = format
    judging.add(to: &request)
  }
}

/// How long `check`, `probe` and `cluster` wait.
struct WaitingOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The longest wait of one probe.", valueName: "duration"))
  var timeout = "3s"

  @Option(help: ArgumentHelp("The longest wait of all probes together.", valueName: "duration"))
  var deadline = "15s"

  func add(to request: inout CheckRequest) {
    request.timeout = timeout
    request.deadline = deadline
  }
}

/// What every command that judges reports where, which rules it judges, and what it fails on.
struct JudgingOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Colour: \(Choice.words(of: ColorChoice.self))."))
  var color = "auto"

  @Option(
    name: .customLong("report"), parsing: .singleValue,
    help: ArgumentHelp("Also write a report to a file; may be repeated.", valueName: "format=file"))
  var reports: [String] = []

  @Option(
    help: ArgumentHelp(
      "Exit with 1 on findings at or above: \(Choice.words(of: FailOn.self)).",
      valueName: "severity"))
  var failOn = "error"

  @Option(
    help: ArgumentHelp(
      "Show findings at or above: \(Choice.words(of: Severity.self)).", valueName: "severity"))
  var show = "info"

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "Judge these rules only: an id, a name, a family or a glob; may be repeated.",
      valueName: "rule"))
  var only: [String] = []

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp("Leave these rules out; may be repeated.", valueName: "rule"))
  var skip: [String] = []

  func add(to request: inout CheckRequest) {
    request.color = color
    request.reports = reports
    request.failOn = failOn
    request.show = show
    request.only = only
    request.skip = skip
  }
}

/// How much `check` and `probe` say, and what they make of what is unknown.
struct CompletenessOptions: ParsableArguments {
  @Flag(help: "Exit with 3 when something was unknown.")
  var requireComplete = false

  @Flag(name: .shortAndLong, help: "Print findings only, and nothing when all is well.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "Also print what passed, was skipped, or is unknown.")
  var verbose = false

  func add(to request: inout CheckRequest) {
    request.requireComplete = requireComplete
    request.quiet = quiet
    request.verbose = verbose
  }
}
