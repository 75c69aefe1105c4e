import Diagnosis
import Examining
import FlinkConfiguration
import LogReading
import Probes
import Reports
import Rules

/// The options of `check`, as values.
struct CheckOptions {
  let paths: [String]
  let versions: FlinkVersionRange?
  let dialect: Dialect?
  let selection: Selection
  let baseline: String?
  let isStatic: Bool
  /// The paths are files that `--save` wrote.
  let isSaved: Bool
  /// Where to write what was examined.
  let save: String?
  let format: ReportFormat
  let isColored: Bool
  let reports: [ReportFile<ReportFormat>]
  let failOn: Severity?
  let show: Severity
  let requireComplete: Bool
  let quiet: Bool
  let verbose: Bool
  let examining: ExaminingOptions

  init(_ request: CheckRequest) throws {
    isSaved = request.isSaved
    save = request.save.isEmpty ? nil : request.save
    try Self.refuseContradictions(request)
    paths = isSaved ? request.paths : try ConfigurationPaths.of(request.paths)
    versions = try VersionText.parse(request.flinkVersion)
    dialect = try DialectText.parse(request.dialect)
    selection = Selection(only: request.only, skip: request.skip)
    baseline = request.baseline.isEmpty ? nil : request.baseline
    isStatic = request.isStatic || isSaved || request.paths.count > 1
    format = try Choice.of(ReportFormat.self, "--format", request.format)
    isColored = try Choice.of(ColorChoice.self, "--color", request.color).isOn
    reports = try ReportFile.parse(request.reports)
    failOn = try Choice.of(FailOn.self, "--fail-on", request.failOn).severity
    show = try Choice.of(Severity.self, "--show", request.show)
    requireComplete = request.requireComplete
    quiet = request.quiet
    verbose = request.verbose
    var examining = ExaminingOptions(
      deployment: try Choice.orAutomatic(Deployment.self, "--deployment", request.deployment),
      topology: try Choice.orAutomatic(Topology.self, "--topology", request.topology),
      role: try Choice.orAutomatic(Role.self, "--role", request.role),
      leader: request.jobmanager.isEmpty
        ? nil
        : try Choice.parsed("--jobmanager", request.jobmanager, like: "HOST:PORT") {
          LeaderAddress($0)
        },
      expectation: try Choice.of(Expectation.self, "--expect", request.expect),
      firewall: request.firewall, isStatic: isStatic,
      timeout: try Choice.parsed(
        "--timeout", request.timeout, like: "a duration (3s)", ProbeDuration.parse),
      deadline: try Choice.parsed(
        "--deadline", request.deadline, like: "a duration (15s)", ProbeDuration.parse),
      settings: try PropertyText.pairs(request.settings),
      properties: request.propertiesFromEnvironment
        ? Environment.variables["FLINK_PROPERTIES"] : nil,
      timeServers: try request.timeServers.map { text in
        try Choice.parsed("--ntp", text, like: "HOST[:PORT]") { TimeServer($0) }
      })
    if !isStatic {
      examining.logPatterns = LogPattern.all(
        of: RuleRegistry.rules.filter { [selection] rule in selection.includes(rule.card) })
    }
    self.examining = examining
  }

  /// The configuration at a path; without one an empty file of every version that is possible, named
  /// after what is looked at in its place.
  func source(_ path: String?, or name: String) throws -> ConfigurationSource {
    guard let path else {
      return ConfigurationSource(
        path: name, bytes: [], dialect: .standard, folder: ConfigurationFolder(),
        versions: versions ?? .all,
        versionSource: versions == nil ? "unknown" : "--flink-version")
    }
    return try .named(path, versions: versions, dialect: dialect)
  }

  /// What is read from files cannot be read otherwise, and one file holds one node.
  private static func refuseContradictions(_ request: CheckRequest) throws {
    guard request.isSaved else {
      guard request.save.isEmpty || request.paths.count < 2 else {
        throw UsageError("--save takes one PATH: a file holds the examination of one node")
      }
      return
    }
    guard !request.paths.isEmpty else {
      throw UsageError("--from needs the files that check --save wrote: --from jm1.json tm1.json")
    }
    let useless = [
      ("--save", !request.save.isEmpty), ("--set", !request.settings.isEmpty),
      ("--dialect", !request.dialect.isEmpty),
      ("--properties-from-env", request.propertiesFromEnvironment),
      ("--ntp", !request.timeServers.isEmpty),
    ]
    if let (option, _) = useless.first(where: { $0.1 }) {
      throw UsageError("\(option) has no place beside --from, which judges what was saved")
    }
  }

  /// How the reports are shown; a file has no colour and no terminal's width.
  func rendering(isColored: Bool = false, width: Int = 100) -> RenderingOptions {
    RenderingOptions(
      color: isColored, show: show, failOn: failOn, requireComplete: requireComplete,
      verbose: verbose, quiet: quiet, width: width)
  }
}
