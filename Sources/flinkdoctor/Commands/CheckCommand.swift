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
      independent inputs and imply --static. With --from they are examinations that --save wrote, \
      one per node, and the nodes are also compared with each other.
      """)

  @Argument(help: "What to check.")
  var paths: [String] = []

  @OptionGroup var configuration: ConfigurationOptions
  @OptionGroup var surroundings: SurroundingsOptions

  @Flag(name: .customLong("static"), help: "Open no socket and look at no host.")
  var isStatic = false

  @Option(
    help: ArgumentHelp(
      "Also write what was examined, without secrets, to be judged with --from.",
      valueName: "file"))
  var save = ""

  @Flag(
    name: .customLong("from"),
    help: "The PATHs are files that --save wrote: judge them, and look at nothing here.")
  var isSaved = false

  @OptionGroup var reporting: ReportingOptions

  @OptionGroup var waiting: WaitingOptions

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

  @OptionGroup var completeness: CompletenessOptions

  func validate() throws {
    _ = try CheckOptions(request)
  }

  func perform() async throws {
    try await CheckRun(options: try CheckOptions(request)).perform()
  }

  private var request: CheckRequest {
    var request = CheckRequest(
      paths: paths, isStatic: isStatic, isSaved: isSaved, save: save, timeServers: timeServers,
      baseline: baseline)
    configuration.add(to: &request)
    surroundings.add(to: &request)
    reporting.add(to: &request)
    waiting.add(to: &request)
    completeness.add(to: &request)
    return request
  }
}
