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

  @OptionGroup var watching: WatchOptions

  @OptionGroup var reporting: ReportingOptions

  @OptionGroup var waiting: WaitingOptions

  @OptionGroup var completeness: CompletenessOptions

  func validate() throws { _ = try options }

  func perform() async throws { try await ProbeRun(options: try options).perform() }

  private var options: ProbeOptions {
    get throws {
      var request = CheckRequest(paths: [conf.isEmpty ? "-" : conf])
      configuration.add(to: &request)
      reporting.add(to: &request)
      waiting.add(to: &request)
      completeness.add(to: &request)
      return ProbeOptions(
        target: try Choice.parsed("probe", target, like: "HOST:PORT", ProbeTargetText.parse),
        conf: conf.isEmpty ? nil : conf, check: try CheckOptions(request),
        isIntrusive: intrusive, isReverse: reverse, name: name.isEmpty ? nil : name,
        watch: try watching.parsed(interval: .seconds(1)))
    }
  }
}
