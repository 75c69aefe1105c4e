import ArgumentParser
import Diagnosis
import Reports

/// `flinkdoctor logs`: what happened, in order, across all the logs of a cluster, and why.
struct LogsCommand: AwaitingCommand {
  static let configuration = CommandConfiguration(
    commandName: "logs",
    abstract: "Read the logs of a cluster: what happened, in order, and why.",
    discussion: """
      PATH is a log of a JobManager, a TaskManager or a client, a garbage collection log, the \
      output of kubectl get pod,event -o json or docker inspect, a folder of them, or - for \
      standard input. Rotated and gzipped files are read as they are. Give the logs of both sides: \
      one side alone seldom tells the cause.
      """)

  @Argument(help: "What to read.")
  var paths: [String] = []

  @Option(
    help: ArgumentHelp(
      "From then on: 2025-01-01 09:24:06, 09:24 of the last day, or 30m before the end.",
      valueName: "time"))
  var since = ""

  @Option(help: ArgumentHelp("Until then.", valueName: "time"))
  var until = ""

  @Option(help: ArgumentHelp("Two minutes before and after then.", valueName: "time"))
  var at = ""

  @Option(
    name: .customLong("tz"),
    help: ArgumentHelp(
      "The zone of stamps without one: +08:00, UTC, Asia/Shanghai.", valueName: "zone"))
  var zone = ""

  @Flag(help: "Go on reading what is written until Ctrl-C, and judge then.")
  var follow = false

  @Option(
    name: .customLong("flink-version"),
    help: ArgumentHelp(
      "The Flink version where the logs do not tell it.", valueName: "version"))
  var flinkVersion = ""

  @Option(help: ArgumentHelp("The format: \(Choice.words(of: LogsReport.Format.self))."))
  var format = "text"

  @OptionGroup var judging: JudgingOptions

  @OptionGroup var completeness: CompletenessOptions

  func validate() throws { _ = try options }

  func perform() async throws { try LogsRun(options: try options).perform() }

  private var options: LogsOptions {
    get throws {
      guard !paths.isEmpty else { throw ValidationError("logs takes at least one PATH") }
      return LogsOptions(
        paths: paths,
        since: try LogsOptions.moment("--since", since),
        until: try LogsOptions.moment("--until", until), at: try LogsOptions.moment("--at", at),
        zone: zone.isEmpty
          ? nil
          : try Choice.parsed("--tz", zone, like: "a zone (+08:00, UTC, Asia/Shanghai)") {
            LogZone($0)
          },
        isFollowing: follow, versions: try VersionText.parse(flinkVersion),
        format: try Choice.of(LogsReport.Format.self, "--format", format),
        reports: try ReportFile.parse(judging.reports),
        selection: Selection(only: judging.only, skip: judging.skip),
        failOn: try Choice.of(FailOn.self, "--fail-on", judging.failOn).severity,
        rendering: RenderingOptions(
          color: try Choice.of(ColorChoice.self, "--color", judging.color).isOn,
          show: try Choice.of(Severity.self, "--show", judging.show), verbose: completeness.verbose,
          quiet: completeness.quiet, width: Terminal.width ?? 100),
        requireComplete: completeness.requireComplete)
    }
  }
}
