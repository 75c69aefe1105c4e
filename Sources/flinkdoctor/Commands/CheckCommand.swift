import ArgumentParser
import Diagnosis
import Examining
import FlinkConfiguration
import Reports
import Rules

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
    _ = try CheckOptions(self)
  }

  func perform() async throws {
    let started = ContinuousClock.now
    let startedAt = Timestamp.now
    let options = try CheckOptions(self)
    let baseline = baseline.isEmpty ? nil : try BaselineFile.read(baseline)
    let versions = try configuration.versions
    let dialect = try configuration.chosenDialect
    var check = Check(rules: RuleRegistry.rules, selection: Selection(only: only, skip: skip))
    try check.refuseIdlePatterns()
    var statuses: [ExitStatus] = []
    for path in try configuration.paths(paths) {
      do throws(InputError) {
        let source = try ConfigurationSource.find(path, versions: versions, dialect: dialect)
        await check.add(source, options.examining)
      } catch {
        Output.complain("\(error)")
        statuses.append(.usage)
      }
    }
    guard !check.isEmpty else { throw ExitStatus.usage }
    if let gone = baseline.map({ check.apply($0) }), gone > 0 {
      Output.complain("\(gone) findings of the baseline are gone; write it anew")
    }
    let report = check.report(startedAt: startedAt, duration: started.duration(to: .now))
    try Self.write(report, options)
    if let severity = options.failOn, report.results.contains(where: { $0.fails(at: severity) }) {
      statuses.append(.findings)
    }
    if requireComplete, report.summary.unknown > 0 { statuses.append(.incomplete) }
    try Self.end(with: .gravest(statuses), report, options)
  }

  private static func write(_ report: CheckReport, _ options: CheckOptions) throws {
    for file in options.reports {
      try Output.write(file.format.render(report, options: options.rendering()), to: file.path)
    }
    let rendering = options.rendering(
      isColored: options.isColored, width: Terminal.width ?? 100)
    try Output.write(options.format.render(report, options: rendering))
  }

  /// Monitoring plugins have exit codes of their own; a wrong input stays what it is.
  private static func end(
    with status: ExitStatus, _ report: CheckReport, _ options: CheckOptions
  ) throws {
    if options.format == .nagios, status != .usage {
      throw PluginStatus(
        code: Int32(NagiosReport(report, options.rendering()).state.rawValue))
    }
    if status != .clean { throw status }
  }
}

extension CheckResult {
  /// Whether it counts at or above a severity.
  fileprivate func fails(at threshold: Severity) -> Bool {
    counts && (severity ?? .info) >= threshold
  }
}
