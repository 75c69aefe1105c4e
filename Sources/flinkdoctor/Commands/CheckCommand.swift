import ArgumentParser
import Diagnosis
import Reports

/// `flinkdoctor check`: the main job.
struct CheckCommand: AwaitingCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Judge a configuration, and unless --static the node and its peers.",
    discussion: """
      PATH is a flink-conf.yaml, a config.yaml, a conf folder, a FLINK_HOME, or - for standard \
      input; without one it is $FLINK_CONF_DIR, then $FLINK_HOME/conf. Several PATHs are \
      independent inputs and imply --static.
      """)

  @Argument(help: "What to check.")
  var paths: [String] = []

  @OptionGroup var configuration: ConfigurationOptions
  @OptionGroup var surroundings: SurroundingsOptions

  @Flag(name: .customLong("static"), help: "Open no socket and look at no host.")
  var isStatic = false

  @Option(help: ArgumentHelp("The format on stdout: \(Choice.words(of: ReportFormat.self))."))
  var format = "text"

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

  @Option(help: ArgumentHelp("The longest wait of one probe.", valueName: "duration"))
  var timeout = "3s"

  @Option(help: ArgumentHelp("The longest wait of all probes together.", valueName: "duration"))
  var deadline = "15s"

  @Option(
    name: .customLong("ntp"), parsing: .singleValue,
    help: ArgumentHelp(
      "Compare the clock with this time server; may be repeated; default: this node's own.",
      valueName: "host[:port]"))
  var timeServers: [String] = []

  @Option(
    help: ArgumentHelp(
      "Findings of this earlier report (--format json) count no more.", valueName: "file"))
  var baseline = ""

  @Flag(help: "Exit with 3 when something was unknown.")
  var requireComplete = false

  @Flag(name: .shortAndLong, help: "Print findings only, and nothing when all is well.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "Also print what passed, was skipped, or is unknown.")
  var verbose = false

  func validate() throws {
    _ = try CheckOptions(request)
  }

  func perform() async throws {
    try await CheckRun(options: try CheckOptions(request)).perform()
  }

  private var request: CheckRequest {
    CheckRequest(
      paths: paths, flinkVersion: configuration.flinkVersion, dialect: configuration.dialect,
      settings: configuration.settings,
      propertiesFromEnvironment: configuration.propertiesFromEnvironment,
      deployment: surroundings.deployment, topology: surroundings.topology,
      role: surroundings.role, jobmanager: surroundings.jobmanager, expect: surroundings.expect,
      firewall: surroundings.firewall, isStatic: isStatic, format: format, color: color,
      reports: reports, failOn: failOn, show: show, only: only, skip: skip, timeout: timeout,
      deadline: deadline, timeServers: timeServers, baseline: baseline,
      requireComplete: requireComplete, quiet: quiet, verbose: verbose)
  }
}
