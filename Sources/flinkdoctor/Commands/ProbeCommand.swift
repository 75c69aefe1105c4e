import ArgumentParser
import Diagnosis
import Reports

/// `flinkdoctor probe`: one target, all that can be asked of it quietly.
struct ProbeCommand: AwaitingCommand {
  static let configuration = CommandConfiguration(
    commandName: "probe",
    abstract: "Ask one port who answers there: names, dial, TLS, actor system, round trips.",
    discussion: """
      HOST:PORT is a JobManager's or TaskManager's RPC port; an address from a log will do, such \
      as pekko.tcp://flink@jm1:6123/user/rpc/resourcemanager_*. A healthy peer logs nothing of \
      it, unless --intrusive or --reverse are given.
      """)

  @Argument(help: ArgumentHelp("What to ask.", valueName: "host:port"))
  var target: String

  @OptionGroup var configuration: ConfigurationOptions

  @Option(
    help: ArgumentHelp(
      "The configuration with the keys of TLS, the frame size, the timeouts.", valueName: "path"))
  var conf = ""

  @Flag(help: "Also ask what may leave a line in the peer's log: whether it is Akka or Pekko.")
  var intrusive = false

  @Flag(help: "Make the JobManager connect back to this machine by its name; a failure it logs.")
  var reverse = false

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(
      "The name for --reverse (default: taskmanager.host, else this machine's).",
      valueName: "name"))
  var name = ""

  @Flag(help: "Go on pinging until Ctrl-C: round trips and stalls as they come.")
  var watch = false

  @Option(help: ArgumentHelp("The time between pings of --watch.", valueName: "duration"))
  var interval = "1s"

  @Option(
    name: .customLong("for"),
    help: ArgumentHelp("End --watch after this long.", valueName: "duration"))
  var limit = ""

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

  @Flag(help: "Exit with 3 when something was unknown.")
  var requireComplete = false

  @Flag(name: .shortAndLong, help: "Print findings only, and nothing when all is well.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "Also print what passed, was skipped, or is unknown.")
  var verbose = false

  func validate() throws { _ = try options }

  func perform() async throws { try await ProbeRun(options: try options).perform() }

  private var options: ProbeOptions {
    get throws {
      let request = CheckRequest(
        paths: [conf.isEmpty ? "-" : conf], flinkVersion: configuration.flinkVersion,
        dialect: configuration.dialect, settings: configuration.settings,
        propertiesFromEnvironment: configuration.propertiesFromEnvironment, format: format,
        color: color, reports: reports, failOn: failOn, show: show, only: only, skip: skip,
        timeout: timeout, deadline: deadline, requireComplete: requireComplete, quiet: quiet,
        verbose: verbose)
      return ProbeOptions(
        target: try Choice.parsed("probe", target, like: "HOST:PORT", ProbeTargetText.parse),
        conf: conf.isEmpty ? nil : conf, check: try CheckOptions(request),
        isIntrusive: intrusive, isReverse: reverse, name: name.isEmpty ? nil : name,
        isWatch: watch,
        interval: try Choice.parsed(
          "--interval", interval, like: "a duration (1s)", ProbeDuration.parse),
        limit: limit.isEmpty
          ? nil
          : try Choice.parsed("--for", limit, like: "a duration (30s)", ProbeDuration.parse))
    }
  }
}
