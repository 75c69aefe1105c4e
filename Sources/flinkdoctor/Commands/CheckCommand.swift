import ArgumentParser
import Diagnosis
import Examining
import FlinkConfiguration
import Reports
import Rules

/// `flinkdoctor check`: the main job.
struct CheckCommand: AsyncParsableCommand {
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
  @OptionGroup var color: ColorOptions

  @Flag(name: .customLong("static"), help: "Open no socket and look at no host.")
  var isStatic = false

  @Option(
    help: ArgumentHelp(
      "The format on stdout: \(ReportFormat.allCases.map(\.rawValue).joined(separator: ", "))."))
  var format: ReportFormat = .text

  @Option(
    name: .customLong("report"), parsing: .singleValue,
    help: ArgumentHelp("Also write a report to a file; may be repeated.", valueName: "format=file"))
  var reports: [ReportFile] = []

  @Option(help: "Exit with 1 on findings at or above: error, warning, info, never.")
  var failOn: FailOn = .error

  @Option(help: "Show findings at or above: error, warning, info.")
  var show: Severity = .info

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
  var timeout: ProbeDuration = ProbeDuration(.seconds(3))

  @Option(help: ArgumentHelp("The longest wait of all probes together.", valueName: "duration"))
  var deadline: ProbeDuration = ProbeDuration(.seconds(15))

  @Option(
    help: ArgumentHelp(
      "Findings of this earlier report (--format json) count no more.", valueName: "file"))
  var baseline: String?

  @Flag(help: "Exit with 3 when something was unknown.")
  var requireComplete = false

  @Flag(name: .shortAndLong, help: "Print findings only, and nothing when all is well.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "Also print what passed, was skipped, or is unknown.")
  var verbose = false

  func run() async throws {
    let started = ContinuousClock.now
    let startedAt = Timestamp.now
    let baseline = try baseline.map(BaselineFile.read)
    let paths = try configuration.paths(paths)
    var check = Check(rules: RuleRegistry.rules, selection: Selection(only: only, skip: skip))
    try check.refuseIdlePatterns()
    var statuses: [ExitStatus] = []
    let options = options(isStatic: isStatic || paths.count > 1)
    for path in paths {
      do throws(InputError) {
        let source = try ConfigurationSource.find(
          path, versions: configuration.flinkVersion, dialect: configuration.dialect)
        await check.add(source, options)
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
    try write(report)
    if let severity = failOn.severity, report.results.contains(where: { $0.fails(at: severity) }) {
      statuses.append(.findings)
    }
    if requireComplete, report.summary.unknown > 0 { statuses.append(.incomplete) }
    try end(with: .gravest(statuses), report)
  }

  private func options(isStatic: Bool) -> ExaminingOptions {
    ExaminingOptions(
      deployment: surroundings.deployment.choice, topology: surroundings.topology.choice,
      role: surroundings.role.choice, expectation: surroundings.expect,
      firewall: surroundings.firewall, isStatic: isStatic, timeout: timeout.duration,
      deadline: deadline.duration, settings: configuration.settings.map { ($0.key, $0.value) },
      properties: configuration.properties)
  }

  private func write(_ report: CheckReport) throws {
    let options = { (isColored: Bool, width: Int) in
      RenderingOptions(
        color: isColored, show: show, failOn: failOn.severity, requireComplete: requireComplete,
        verbose: verbose, quiet: quiet, width: width)
    }
    for file in reports {
      try Output.write(file.format.render(report, options: options(false, 100)), to: file.path)
    }
    try Output.write(
      format.render(report, options: options(color.color.isOn, Terminal.width ?? 100)))
  }

  /// Monitoring plugins have exit codes of their own; a wrong input stays what it is.
  private func end(with status: ExitStatus, _ report: CheckReport) throws {
    if format == .nagios, status != .usage {
      let state = NagiosReport(
        report,
        RenderingOptions(
          show: show, failOn: failOn.severity, requireComplete: requireComplete)
      ).state
      throw PluginStatus(code: Int32(state.rawValue))
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
